--TEST--
what a client sends behind a request with Connection: close is not served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => Http::define($t, $mode, function ($request, $response) use ($t) {
        $t->journal->note($request->server['path_info']);
        $response->end('x');
    }));
    $client = $t->connect();
    $client->send(Http::request('GET', '/1', ['Connection' => 'close']) . Http::request('GET', '/2'));
    same('x', Http::read($client)->body, 'first');
    check($client->isClosed(), 'closed');
    same(0, $t->journal->count('/2'), 'the second');
});
?>
--EXPECT--
BASE done
PROCESS done
