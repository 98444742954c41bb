--TEST--
a port without settings of its own has the protocol of the server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], ['receive' => $t->noting('data')]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        return $server;
    });
    $client = $t->connect(1)->send("a\nb\n");
    $t->journal->wait('data', 2);
    same(["a\n", "b\n"], array_column($t->journal->all('data'), 3), 'packages');
});
?>
--EXPECT--
BASE done
PROCESS done
