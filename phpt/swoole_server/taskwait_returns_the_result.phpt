--TEST--
taskwait() returns what onTask returned or gave to finish(), the first if there are several
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: there the last of several results may win
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($server->taskwait(trim($data), PATIENCE)) . "\n"),
        'task' => function ($server, $id, $source, $data) {
            if ($data !== 'return') {
                $server->finish("$data by finish");
            }
            return $data === 'finish' ? null : "$data by return";
        },
        'finish' => fn () => $t->journal->note('finish'),
    ]));
    $client = $t->connect();
    same('"return by return"', $client->ask("return\n"), 'returned');
    same('"finish by finish"', $client->ask("finish\n"), 'finished');
    same('"both by finish"', $client->ask("both\n"), 'finished and returned');
    same('"return by return"', $client->ask("return\n"), 'afterwards');
    same(0, $t->journal->count('finish'), 'calls of onFinish');
});
?>
--EXPECT--
BASE done
PROCESS done
