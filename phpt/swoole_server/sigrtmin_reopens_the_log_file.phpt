--TEST--
SIGRTMIN: after the log file was moved away, lines go to a new file of the old name
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'log_level' => SWOOLE_LOG_INFO]));
    $manager = parent_of($t->workers()[0]);
    rename($t->log, "$t->log.old");
    $t->signal(SIGRTMIN);
    wait_until(fn () => is_file($t->log), 'the new log file');
    posix_kill($manager, SIGUSR1);
    $t->waitStarts(4);
    $t->waitLog('reloading all workers');
});
?>
--EXPECT--
BASE done
PROCESS done
