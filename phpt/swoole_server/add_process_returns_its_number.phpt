--TEST--
addProcess() numbers the processes from 0, in their objects too; a running server takes none
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_PROCESS, [], [
        'workerStart' => fn ($server) => $t->journal->note('late', ...with_warnings(fn () => $server->addProcess(new Swoole\Process(fn () => 1)))),
    ]);
    $processes = [new Swoole\Process(fn () => sleep(60)), new Swoole\Process(fn () => sleep(60))];
    $t->journal->note('numbers', array_map($server->addProcess(...), $processes), array_map(fn ($process) => $process->id, $processes));
    return $server;
});
same([[0, 1], [0, 1]], $t->journal->first('numbers'), 'returned, and $id');
same([false, ['Warning: Swoole\Server::addProcess(): server is running, cannot add process']], $t->journal->first('late'), 'afterwards');
$t->stop();
echo "done\n";
?>
--EXPECT--
done
