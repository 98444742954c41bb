--TEST--
methods take named arguments under the documented names
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server(host: '127.0.0.1', port: 0, mode: $mode, sock_type: SWOOLE_SOCK_TCP);
        $server->set(settings: ['worker_num' => 1, 'log_file' => $t->log]);
        $server->on(event_name: 'receive', callback: function ($server, $fd) {
            $info = $server->getClientInfo(fd: $fd, ignoreError: true);
            $server->send(fd: $fd, send_data: json_encode([$info['server_port'] === $server->port,
                $server->getClientList(start_fd: 0, find_count: 5), $server->exist(fd: $fd)]) . "\n", serverSocket: -1);
            $server->close(fd: $fd, reset: false);
        });
        return $server;
    });
    same('[true,[1],true]', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
