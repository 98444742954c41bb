--TEST--
Task::finish() works for as long as the task is kept, also after others have run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'task_use_object' => true], [
        'receive' => fn ($server, $fd, $reactor, $data) => array_map(fn ($word) => $server->task($word), explode(' ', trim($data))),
        'task' => function ($server, $task) {
            static $kept = [];
            $kept[] = $task;
            if ($task->data === 'last') {
                foreach (array_reverse($kept) as $old) {
                    $old->finish("$old->data done");
                }
            }
        },
        'finish' => fn ($server, $id, $result) => $t->journal->note('finish', $id, $result),
    ]));
    $t->connect()->send("first second last\n");
    $t->journal->wait('finish', 3);
    same([['finish', 2, 'last done'], ['finish', 1, 'second done'], ['finish', 0, 'first done']], $t->journal->all('finish'), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
