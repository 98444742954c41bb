--TEST--
write() sends chunks, end() what is left and the trailers; HTTP/1.0 gets the body until the end
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('Content-Length', '999');
        same(true, $response->write('abc'), 'write');
        same(false, $response->header('Late', 'x'), 'header afterwards');
        same(false, @$response->write(''), 'nothing');
        $response->write(str_repeat('x', 70_000));
        $response->trailer('X-Sum', 'sum');
        same(true, $response->end('last'), 'end');
        same([false, false], [$response->write('x'), $response->end()], 'afterwards');
    });
    $client = $t->connect();
    foreach ([1, 2] as $n) {
        $answer = Http::exchange($client, Http::request('GET', '/'));
        check($answer->body === 'abc' . str_repeat('x', 70_000) . 'last', "body $n");
        same("x-sum: sum\r\n", $answer->trailers, 'trailers');
        same([null, null], [$answer->field('Content-Length'), $answer->field('Late')], 'fields');
    }
    $old = Http::exchange($t->connect(), "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    same([null, 'close'], [$old->field('Transfer-Encoding'), $old->field('Connection')], 'HTTP/1.0');
    check($old->body === 'abc' . str_repeat('x', 70_000) . 'last', 'body for HTTP/1.0');
});
?>
--EXPECT--
BASE done
PROCESS done
