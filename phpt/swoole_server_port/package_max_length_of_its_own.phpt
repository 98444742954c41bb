--TEST--
a port's own package_max_length holds for it only
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $eof = ['open_eof_split' => true, 'package_eof' => "\n"];
        $server = $t->tcp($mode, $eof + ['package_max_length' => 1 << 20], [
            'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . "\n"),
        ]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP)->set($eof + ['package_max_length' => 65536]);
        return $server;
    });
    $package = str_repeat('x', 200_000) . "\n";
    same('200001', $t->connect(0)->ask($package), 'first port');
    $client = $t->connect(1);
    @fwrite($client->stream, $package);
    check($client->isClosed(), 'connection to the second port still open');
});
?>
--EXPECT--
BASE done
PROCESS done
