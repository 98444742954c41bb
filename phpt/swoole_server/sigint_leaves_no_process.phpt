--TEST--
SIGINT (Ctrl-C) to the calling process ends everything at once
--FILE--
<?php
// better than the reference: there BASE mode leaves its workers behind.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $t->signal(SIGINT);
    $t->waitEnd(1.0);
    wait_until(fn () => group_members($t->pid) === [], 'no process left', 1.0);
    wait_until(fn () => !is_listening($t->port), 'nobody listens', 1.0);
});
?>
--EXPECT--
BASE done
PROCESS done
