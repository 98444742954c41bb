--TEST--
open_eof_split: small and large packages in one stream keep order and content
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\r\n\r\n", 'package_max_length' => 1 << 20], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, crc32($data) . ' ' . strlen($data) . "\n"),
    ]));
    mt_srand(7);
    $packages = [];
    for ($i = 0; $i < 60; $i++) {
        $packages[] = str_repeat(chr(97 + $i % 26), mt_rand(0, 9) === 0 ? mt_rand(100_000, 200_000) : mt_rand(0, 100)) . "\r\r\n\r\n";
    }
    $client = $t->connect();
    $answers = '';
    foreach (str_split(implode('', $packages), 7919) as $part) {
        $client->send($part);
    }
    foreach ($packages as $i => $package) {
        if (!same(crc32($package) . ' ' . strlen($package), $client->line(), "package $i")) {
            break;
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
