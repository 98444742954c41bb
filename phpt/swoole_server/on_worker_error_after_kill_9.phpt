--TEST--
onWorkerError after SIGKILL: worker id, process id, exit code 0, signal 9, in the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerError' => fn ($server, ...$arguments) => $t->journal->note('error', getmypid(), $arguments),
    ]));
    $victim = $t->workers()[1];
    $manager = parent_of($victim);
    posix_kill($victim, SIGKILL);
    same([$manager, [1, $victim, 0, SIGKILL]], $t->journal->wait('error'), 'process and arguments');
});
?>
--EXPECT--
BASE done
PROCESS done
