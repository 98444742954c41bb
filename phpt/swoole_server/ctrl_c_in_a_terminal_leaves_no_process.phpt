--TEST--
SIGINT to the whole process group, as a terminal sends it, ends everything at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    posix_kill(-$t->pid, SIGINT);
    $t->waitEnd(1.0);
    wait_until(fn () => group_members($t->pid) === [], 'no process left', 1.0);
});
?>
--EXPECT--
BASE done
PROCESS done
