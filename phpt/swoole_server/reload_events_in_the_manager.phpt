--TEST--
onBeforeReload and onAfterReload come in the manager, around the exchange of the workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'beforeReload' => $t->notingPid('beforeReload'), 'afterReload' => $t->notingPid('afterReload'),
        'workerStop' => $t->notingPid('workerStop'),
    ]));
    $manager = parent_of($t->workers()[0]);
    posix_kill($manager, SIGUSR1);
    $t->waitStarts(4);
    same([$manager], $t->journal->wait('afterReload'), 'onAfterReload');
    $events = $t->journal->all('beforeReload', 'workerStop', 'afterReload');
    same(['beforeReload', 'workerStop', 'workerStop', 'afterReload'], array_column($events, 0), 'order');
    same($manager, $events[0][1], 'process of onBeforeReload');
});
?>
--EXPECT--
BASE done
PROCESS done
