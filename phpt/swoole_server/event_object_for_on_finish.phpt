--TEST--
event_object: onTask gets a Task, onFinish and callbacks a TaskResult
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'event_object' => true], [
        'receive' => function ($server, $event) use ($t) {
            $server->task('a');
            $server->task('b', -1, fn ($server, $result) => $t->journal->note('callback', $result::class, get_object_vars($result)));
        },
        'task' => fn ($server, $task) => $task::class . " $task->data",
        'finish' => fn ($server, $result) => $t->journal->note('finish', $result::class, get_object_vars($result)),
    ]));
    $t->connect()->send("x\n");
    foreach (['finish' => [0, 'a'], 'callback' => [1, 'b']] as $word => [$id, $data]) {
        [$class, $fields] = $t->journal->wait($word);
        check(abs($fields['dispatch_time'] - microtime(true)) < 60, "$word: dispatch_time $fields[dispatch_time]");
        unset($fields['dispatch_time']);
        same(['Swoole\\Server\\TaskResult', ['task_id' => $id, 'task_worker_id' => 1, 'data' => "Swoole\\Server\\Task $data"]], [$class, $fields], $word);
    }
});
?>
--EXPECT--
BASE done
PROCESS done
