--TEST--
SIGTERM twice: a clean end with exit code 0
--FILE--
<?php
// better than the reference: there, now and then, the second one kills.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], ['shutdown' => $t->noting('shutdown')]));
    $t->signal(SIGTERM);
    $t->signal(SIGTERM);
    same(0, $t->waitEnd(), 'exit code');
    same(1, $t->journal->count('shutdown'), 'number of onShutdown');
    wait_until(fn () => group_members($t->pid) === [], 'the last process to end');
});
?>
--EXPECT--
BASE done
PROCESS done
