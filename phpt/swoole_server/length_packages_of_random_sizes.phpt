--TEST--
open_length_check: 300 packages of random sizes, written in random parts, arrive whole and in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'N',
        'package_length_offset' => 0, 'package_body_offset' => 4], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, crc32($data) . "\n"),
    ]));
    mt_srand(11);
    $packages = [];
    for ($i = 0; $i < 300; $i++) {
        $body = str_repeat(chr($i % 256), mt_rand(0, 3) === 0 ? mt_rand(5_000, 20_000) : mt_rand(0, 50));
        $packages[] = pack('N', strlen($body)) . $body;
    }
    $client = $t->connect();
    $stream = implode('', $packages);
    for ($at = 0; $at < strlen($stream); $at += $n) {
        $n = mt_rand(1, 15_000);
        $client->send(substr($stream, $at, $n));
    }
    foreach ($packages as $i => $package) {
        if (!same((string) crc32($package), $client->line(), "package $i")) {
            break;
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
