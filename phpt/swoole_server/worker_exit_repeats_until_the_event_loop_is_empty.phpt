--TEST--
onWorkerExit comes again and again while something keeps the worker alive, then onWorkerStop
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['max_wait_time' => 5], [
    'workerStart' => function ($server, $id) {
        $GLOBALS['timer'] = Swoole\Timer::tick(20, fn () => null);
    },
    'workerExit' => function ($server, int $id) use ($t) {
        $t->journal->note('exit', $id);
        if ($t->journal->count('exit') === 2) {
            Swoole\Timer::clear($GLOBALS['timer']);
        }
    },
    'workerStop' => $t->noting('stop'),
]));
$t->signal(SIGUSR1);
$t->journal->wait('stop', 1, 8);
$events = array_column($t->journal->all('exit', 'stop'), 0);
check(count($events) >= 3 && $events[0] === 'exit' && $events[1] === 'exit', 'events: ' . show($events));
same('stop', $events[array_search('stop', $events)], 'last event');
same([0], $t->journal->first('exit'), 'worker id');
echo "done\n";
?>
--EXPECT--
done
