--TEST--
open_length_check: a package of 3 MB arrives whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true, 'package_length_type' => 'N',
        'package_length_offset' => 0, 'package_body_offset' => 4, 'package_max_length' => 4 << 20], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . ' ' . md5($data) . "\n"),
    ]));
    $package = pack('N', 3 << 20) . str_repeat('0123456789abcdef', 3 << 16);
    same(strlen($package) . ' ' . md5($package), $t->connect()->ask($package), 'length and content');
});
?>
--EXPECT--
BASE done
PROCESS done
