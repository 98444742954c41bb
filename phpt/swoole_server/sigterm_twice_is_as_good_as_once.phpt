--TEST--
SIGTERM twice: a clean end with exit code 0
--FILE--
<?php
// better than the reference: there, now and then, the second one kills.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $go = Scratch::path("go-$mode");
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], ['shutdown' => function () use ($t, $go) {
        // The second comes before the end, however slow the machine is.
        wait_until(fn () => is_file($go), 'the second signal');
        $t->journal->note('shutdown');
    }]));
    $t->signal(SIGTERM);
    $t->signal(SIGTERM);
    touch($go);
    same(0, $t->waitEnd(), 'exit code');
    same(1, $t->journal->count('shutdown'), 'number of onShutdown');
    wait_until(fn () => group_members($t->pid) === [], 'the last process to end');
});
?>
--EXPECT--
BASE done
PROCESS done
