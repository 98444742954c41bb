--TEST--
SIGHUP and SIGPIPE do not end the server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode));
    $t->signal(SIGHUP);
    $t->signal(SIGPIPE);
    same('x', $t->connect()->send('x')->read(1), 'echo');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
