--TEST--
Content-Length is the length of what is sent, whatever the script sets, and stands where it sets it; a script cannot choose the transfer coding
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $response->header('X-Before', '1');
        $response->header('Content-Length', '99');
        $response->header('X-Behind', '1');
        $response->header('Transfer-Encoding', 'chunked');
        $response->end('body');
    });
    $client = $t->connect();
    foreach ([1, 2] as $n) {
        $answer = Http::exchange($client, Http::request('GET', '/'));
        same(['4', null, 'body'], [$answer->field('Content-Length'), $answer->field('Transfer-Encoding'), $answer->body], "answer $n");
        same(['x-before', 'content-length', 'x-behind'], array_slice(array_map(strtolower(...), array_column($answer->fields, 0)), 0, 3), 'order');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
