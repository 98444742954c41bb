--TEST--
a port without settings of its own has those of the server, also if they were set after listen()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $server->set(['worker_num' => 1, 'log_file' => $t->log, 'open_eof_split' => true, 'package_eof' => "\n"]);
        $server->on('receive', $t->noting('data'));
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
