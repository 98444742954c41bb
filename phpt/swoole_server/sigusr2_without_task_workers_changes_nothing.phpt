--TEST--
SIGUSR2 reloads task workers only: without any, all workers stay
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $workers = $t->workers();
    $t->signal(SIGUSR2);
    stays(fn () => $t->starts() === 2 && alive($workers[0]) && alive($workers[1]), 'the workers');
    same('x', $t->connect()->send('x')->read(1), 'echo');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
