--TEST--
a server with a UDP port only starts, serves and ends like any other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, ['worker_num' => 2], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], $data),
        'shutdown' => $t->noting('shutdown'),
    ]));
    same('x', TestClient::udp($t->port)->send('x')->datagram(), 'answer');
    same(0, $t->stop(), 'exit code');
    same(1, $t->journal->count('shutdown'), 'number of onShutdown');
});
?>
--EXPECT--
BASE done
PROCESS done
