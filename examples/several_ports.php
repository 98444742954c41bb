<?php
/**
 * One server with three endpoints, each with its own protocol and callback.
 *
 *     php examples/several_ports.php [PORT of the first, default 9501, 0 for any free ones] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

// The server's own port: whatever comes is sent back.
$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(['worker_num' => 1]);
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    $server->send($fd, "raw: $data");
});

// A second TCP port: one call for every line.
$lines = $server->listen('127.0.0.1', $port ? $port + 1 : 0, SWOOLE_SOCK_TCP);
$lines->set(['open_eof_split' => true, 'package_eof' => "\r\n"]);
$lines->on('receive', function ($server, $fd, $reactor_id, $data) {
    $server->send($fd, 'line: ' . strtoupper($data));
});

// A UDP port.
$datagrams = $server->listen('127.0.0.1', $port ? $port + 2 : 0, SWOOLE_SOCK_UDP);
$datagrams->on('packet', function ($server, $data, $client) {
    $server->sendto($client['address'], $client['port'], "datagram: $data", $client['server_socket']);
});

echo "TCP   listening on 127.0.0.1:$server->port\n";
echo "lines listening on 127.0.0.1:$lines->port\n";
echo "UDP   listening on 127.0.0.1:$datagrams->port\n";
$server->start();
