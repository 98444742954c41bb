--TEST--
a pid_file that cannot be written: a line in the log, and the server serves
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['pid_file' => '/nonexistent/directory/pid']));
    $t->waitLog("'/nonexistent/directory/pid'");
    same('x', $t->connect()->send('x')->read(1), 'echo');
});
?>
--EXPECT--
BASE done
PROCESS done
