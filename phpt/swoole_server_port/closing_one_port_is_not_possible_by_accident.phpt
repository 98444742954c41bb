--TEST--
a Port object that the script throws away keeps listening
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode);
        $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        unset($port);
        gc_collect_cycles();
        return $server;
    });
    same('x', $t->connect(1)->send('x')->read(1), 'echo');
});
?>
--EXPECT--
BASE done
PROCESS done
