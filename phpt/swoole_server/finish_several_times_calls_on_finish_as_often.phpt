--TEST--
finish() several times, then a value returned: onFinish for each, in order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => fn ($server, $fd) => $server->task('x'),
        'task' => function ($server) use ($t) {
            $t->journal->note('finished', $server->finish('one'), $server->finish(['two']), $server->finish(null));
            return 'four';
        },
        'finish' => fn ($server, $id, $result) => $t->journal->note('finish', $result),
    ]));
    $t->connect()->send("x\n");
    same(['four'], $t->journal->wait('finish', 4), 'the last');
    same(['one', ['two'], null, 'four'], array_column($t->journal->all('finish'), 1), 'results');
    same([true, true, true], $t->journal->first('finished'), 'what finish() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
