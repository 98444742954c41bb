<?php
/**
 * A UDP server that answers every datagram.
 *
 *     php examples/udp_server.php [PORT, default 9502, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9502);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode, SWOOLE_SOCK_UDP);
$server->set(['worker_num' => 1]);

$server->on('packet', function ($server, $data, $client) {
    echo "{$client['address']}: ", rtrim($data), "\n";
    $server->sendto($client['address'], $client['port'], "you said: $data");
});

echo "UDP server listening on 127.0.0.1:$server->port\n";
echo "Try:  nc -u 127.0.0.1 $server->port   and type a line. Ctrl-C ends the server.\n";
$server->start();
