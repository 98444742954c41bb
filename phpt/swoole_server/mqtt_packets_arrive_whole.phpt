--TEST--
open_mqtt_protocol: onReceive gets one whole MQTT packet at a time, however it arrives; a length that is none, or too long, closes the connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'open_mqtt_protocol' => true, 'package_max_length' => 1 << 20
    ], [
        'receive' => fn ($server, $fd, $reactor, $data) => $t->journal->note('packet', bin2hex(substr($data, 0, 6)) . ':' . strlen($data)),
        'close' => $t->noting('close'),
    ]));
    $ping = "\xc0\x00";
    $short = "\x30\x05\x00\x03a/b";
    $long = "\x30" . "\xc0\x84\x3d" . str_repeat('x', 1_000_000);
    $client = $t->connect();
    $client->send($ping . $short . $ping . substr($long, 0, 2));
    wait_until(fn () => $t->journal->count('packet') === 3, 'three packets');
    $client->send(substr($long, 2, 500_000));
    $client->send(substr($long, 500_002) . "\xe0");
    wait_until(fn () => $t->journal->count('packet') === 4, 'the long packet');
    $client->send("\x00");
    wait_until(fn () => $t->journal->count('packet') === 5, 'one byte by byte');
    same(['c000:2', '30050003612f:7', 'c000:2', '30c0843d7878:1000004', 'e000:2'], array_column($t->journal->all('packet'), 1), 'packets');
    foreach (["\x30\xff\xff\xff\xff\x01" => 'does not end within 4 bytes', "\x30\xff\xff\xff\x7f" => 'exceeds package_max_length'] as $bytes => $reason) {
        $bad = $t->connect();
        $bad->send($bytes);
        same('', $bad->readAll(), "closed: $reason");
        $t->waitLog($reason);
    }
    $t->journal->wait('close', 2);
    $client->send($ping);
    wait_until(fn () => $t->journal->count('packet') === 6, 'the other goes on');
    same(2, $t->journal->count('close'), 'closed');
});
?>
--EXPECT--
BASE done
PROCESS done
