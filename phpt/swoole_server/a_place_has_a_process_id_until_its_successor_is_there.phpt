--TEST--
getWorkerPid() of a process that has ended is its number until there is a successor's, never 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 2], [
            'workerStart' => fn ($server, $id) => $id || Swoole\Timer::tick(1, fn () => $server->getWorkerPid(2) || $t->journal->note('none')),
        ]);
        // It lasts long enough not to look like a crash, and is started again at once.
        $server->addProcess(new Swoole\Process(fn () => $t->journal->note('user', getmypid()) ?? usleep(60_000)));
        return $server;
    });
    $t->journal->wait('user', 8);
    same(0, $t->journal->count('none'), 'times without a number');
    same(true, count(array_unique(array_column($t->journal->all('user'), 1))) >= 8, 'processes');
});
?>
--EXPECT--
BASE done
PROCESS done
