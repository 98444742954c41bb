--TEST--
SIGUSR1 to a worker changes nothing
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $worker = $t->workers()[0];
    posix_kill($worker, SIGUSR1);
    stays(fn () => alive($worker) && $t->starts() === 2, 'the worker', 0.1);
    same('x', $t->connect()->send('x')->read(1), 'echo');
});
?>
--EXPECT--
BASE done
PROCESS done
