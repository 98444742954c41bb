--TEST--
open_eof_split: a package of 1 MB arrives whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\r\n",
        'package_max_length' => 2 << 20], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . ' ' . md5($data) . "\n"),
    ]));
    $package = str_repeat('0123456789abcde', 70_000) . "\r\n";
    same(strlen($package) . ' ' . md5($package), $t->connect()->ask($package), 'length and content');
});
?>
--EXPECT--
BASE done
PROCESS done
