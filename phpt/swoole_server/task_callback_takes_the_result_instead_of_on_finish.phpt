--TEST--
task() with a callback: it gets server, number and result, in the worker, and onFinish is not called
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 2], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $first = $server->task('a', -1, fn ($server, $id, $result) => $t->journal->note('callback', $id, $result, $server->worker_id));
            $second = $server->task('b', 1, fn ($server, $id, $result) => $t->journal->note('callback', $id, $result, $server->worker_id));
            $server->task('c', -1, null);
            $server->send($fd, json_encode([$first, $second]) . "\n");
        },
        'task' => fn ($server, $id, $source, $data) => [$data],
        'finish' => fn ($server, $id, $result) => $t->journal->note('finish', $id, $result),
    ]));
    same('[0,1]', $t->connect()->ask("x\n"), 'numbers');
    $t->journal->wait('callback', 2);
    $called = $t->journal->all('callback');
    sort($called);
    same([['callback', 0, ['a'], 0], ['callback', 1, ['b'], 0]], $called, 'callbacks');
    same([2, ['c']], $t->journal->wait('finish'), 'onFinish of the one without');
    same(1, $t->journal->count('finish'), 'calls of onFinish');
});
?>
--EXPECT--
BASE done
PROCESS done
