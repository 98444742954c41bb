--TEST--
after a reload every port still has its own callbacks and settings
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 2], ['receive' => fn ($server, $fd) => $server->send($fd, "first\n")]);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        $port->set(['open_eof_split' => true, 'package_eof' => '|']);
        $port->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, "second $data\n"));
        return $server;
    });
    $t->signal(SIGUSR1);
    $t->waitStarts(4);
    same('first', $t->connect(0)->ask('x'), 'first port');
    same('second x|', $t->connect(1)->ask('x|'), 'second port');
});
?>
--EXPECT--
BASE done
PROCESS done
