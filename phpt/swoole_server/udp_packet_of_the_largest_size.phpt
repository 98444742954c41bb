--TEST--
UDP: 60,000 bytes go both ways
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, [], [
        'packet' => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], strrev($data)),
    ]));
    $data = substr(str_repeat('0123456789', 6_000), 0, 59_999) . '!';
    same(strrev($data), TestClient::udp($t->port)->send($data)->datagram(), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
