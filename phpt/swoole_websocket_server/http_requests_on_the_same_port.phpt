--TEST--
onRequest gets what asks for no WebSocket; without it the answer is 400. $connections and isEstablished() tell who is who
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = null;
        return $server = WebSocket::define($t, $mode, ['request' => function ($request, $response) use (&$server) {
            $count = 0;
            foreach ($server->connections as $fd) {
                if ($server->isEstablished($fd)) {
                    $count += (int) $server->push($fd, $request->get['message']);
                }
            }
            [$pushed, $warnings] = with_warnings(fn () => $server->push($request->fd, 'x'));
            $response->end(json_encode([$count, $pushed, count($warnings), swoole_last_error()]));
        }]);
    });
    $clients = [WebSocket::connect($t), WebSocket::connect($t)];
    $answer = Http::get($t, '/?message=news');
    same([2, false, 1, SWOOLE_ERROR_WEBSOCKET_UNCONNECTED], json_decode($answer->body), 'pushed');
    foreach ($clients as $client) {
        same([1, 'news'], $client->hear(), 'heard');
    }
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, ['disconnect' => $t->noting('disconnect'), 'close' => $t->noting('close')]));
    $client = $t->connect();
    $answer = Http::exchange($client, Http::request('GET', '/'));
    same(400, $answer->status, 'without onRequest');
    check(str_contains($answer->body, 'HTTP 400 Bad Request'), 'a page');
    check($client->isClosed(), 'the end');
    $t->journal->wait('disconnect');
    same(0, $t->journal->count('close'), 'onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
