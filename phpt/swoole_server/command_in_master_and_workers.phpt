--TEST--
command(): asks the master and any worker from the master, which get the data as JSON; returns the decoded answer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 2], [
            'start' => function ($server) use ($t) {
                foreach ([[0, SWOOLE_SERVER_COMMAND_MASTER], [0, SWOOLE_SERVER_COMMAND_EVENT_WORKER],
                    [1, SWOOLE_SERVER_COMMAND_EVENT_WORKER]] as [$id, $type]) {
                    $t->journal->note('answer', $server->command('who', $id, $type, ['given' => $id]));
                }
                $t->journal->note('unknown', $server->command('nothing', 0, SWOOLE_SERVER_COMMAND_MASTER, []));
                $t->journal->note('done', $server->getMasterPid(), $server->getWorkerPid(0), $server->getWorkerPid(1));
            },
        ]);
        $accepted = SWOOLE_SERVER_COMMAND_MASTER | SWOOLE_SERVER_COMMAND_EVENT_WORKER;
        same(true, $server->addCommand('who', $accepted, fn ($server, $data) => json_encode(['pid' => getmypid(), 'got' => $data])), 'addCommand()');
        return $server;
    });
    [$master, $worker0, $worker1] = $t->journal->wait('done');
    same([['answer', ['pid' => $master, 'got' => '{"given":0}']], ['answer', ['pid' => $worker0, 'got' => '{"given":0}']],
        ['answer', ['pid' => $worker1, 'got' => '{"given":1}']]], $t->journal->all('answer'), 'answers');
    same([false], $t->journal->first('unknown'), 'answer of an unknown command');
});
?>
--EXPECT--
BASE done
PROCESS done
