--TEST--
connections made during reloads are served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], ['afterReload' => $t->noting('afterReload')]));
    for ($i = 0; $i < 3; $i++) {
        $t->signal(SIGUSR1);
        $t->waitStarts(4 + 2 * $i);
        $t->journal->wait('afterReload', $i + 1);
        for ($j = 0; $j < 5; $j++) {
            same('x', $t->connect()->send('x')->read(1), 'echo');
        }
    }
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
