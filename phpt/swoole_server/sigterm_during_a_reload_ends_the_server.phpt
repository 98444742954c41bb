--TEST--
SIGTERM right after SIGUSR1 ends the server
--FILE--
<?php
// better than the reference: there BASE mode may forget a SIGTERM that comes during a reload.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $t->signal(SIGUSR1);
    $t->signal(SIGTERM);
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
