<?php
/**
 * A TCP server that sends back every line.
 *
 *     php examples/tcp_server.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(['worker_num' => 2]);

$server->on('connect', function ($server, $fd) {
    echo "client #$fd: connected\n";
});
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    echo "client #$fd: ", rtrim($data), "\n";
    $server->send($fd, "you said: $data");
});
$server->on('close', function ($server, $fd) {
    echo "client #$fd: closed\n";
});

echo 'TCP server, ', $mode === SWOOLE_BASE ? 'SWOOLE_BASE' : 'SWOOLE_PROCESS', ", listening on 127.0.0.1:$server->port\n";
echo "Try:  nc 127.0.0.1 $server->port   and type a line. Ctrl-C ends the server.\n";
$server->start();
