--TEST--
without onWorkerError the manager logs process id, worker id, exit code and signal
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $victim = $t->workers()[1];
    posix_kill($victim, SIGKILL);
    $t->waitLog("worker(pid=$victim, id=1) abnormal exit, status=0, signal=9");
    $manager = $mode === SWOOLE_BASE ? $t->pid : children_of($t->pid)[0];
    check(preg_match('/^\[[-0-9]{10} [:0-9]{8} \$' . $manager . '\.\d+\]\tWARNING\t/m', $t->logged()) === 1,
        'form of the line: ' . $t->logged());
});
?>
--EXPECT--
BASE done
PROCESS done
