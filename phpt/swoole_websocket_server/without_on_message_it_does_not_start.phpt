--TEST--
a port that speaks WebSocket needs onMessage
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
foreach (['WebSocket', 'Http'] as $kind) {
    $t = TestServer::launch(function (TestServer $t) use ($kind) {
        $class = "Swoole\\$kind\\Server";
        $server = new $class('127.0.0.1', 0, SWOOLE_BASE);
        $server->set(['open_websocket_protocol' => true, 'log_file' => $t->log]);
        $server->on('request', fn ($request, $response) => $response->end());
        return $server;
    });
    $t->waitEnd();
    check(str_contains($t->output(), 'require onMessage callback'), $t->output());
}
echo "done\n";
?>
--EXPECT--
done
