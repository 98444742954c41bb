--TEST--
a process started by a worker is none of the server's: exit() ends it, and the worker goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $process = new Process(function (Process $process) use ($server) {
                [$stats] = with_warnings(fn () => $server->stats());
                $process->write($stats === false ? 'outside' : 'inside');
                exit(6);
            });
            $process->start();
            $server->send($fd, $process->read() . ' ' . Process::wait()['code'] . "\n");
        },
        'workerstop' => $t->noting('stop'),
    ]));
    $client = $t->connect();
    same('outside 6', trim($client->ask("go\n")), 'answer');
    same('outside 6', trim($client->ask("go\n")), 'answer');
    same(0, $t->journal->count('stop'), 'the worker has not stopped');
    same(0, $t->stop(), 'exit');
});
?>
--EXPECT--
BASE done
PROCESS done
