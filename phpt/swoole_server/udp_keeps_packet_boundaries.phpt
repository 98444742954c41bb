--TEST--
UDP: every packet is one onPacket
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], ['packet' => fn ($server, $data) => $t->journal->note('packet', $data)]));
    $client = TestClient::udp($t->port);
    foreach (['one', 'two', 'three'] as $packet) {
        $client->send($packet);
    }
    $t->journal->wait('packet', 3);
    same(['one', 'two', 'three'], array_column($t->journal->all('packet'), 1), 'packets');
});
?>
--EXPECT--
BASE done
PROCESS done
