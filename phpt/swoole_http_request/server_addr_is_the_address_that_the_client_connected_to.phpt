--TEST--
server: of a port that listens on every address, server_addr is the one that the client connected to
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function ($t) use ($mode) {
        $server = new Swoole\Http\Server('0.0.0.0', 0, $mode);
        $server->set(['worker_num' => 1, 'log_file' => $t->log]);
        $server->on('request', fn ($request, $response) => $response->end($request->server['server_addr']));
        return $server;
    });
    foreach (['127.0.0.1', '127.0.0.2'] as $address) {
        $answer = file_get_contents("http://$address:$t->port/");
        same($address, $answer, 'server_addr');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
