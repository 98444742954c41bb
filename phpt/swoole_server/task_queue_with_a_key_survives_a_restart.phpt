--TEST--
message_queue_key: tasks that are waiting when the server ends are run by the next one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $key = random_int(1, 0x7fffffff);
    $settings = ['task_worker_num' => 1, 'task_ipc_mode' => 3, 'message_queue_key' => $key, 'max_wait_time' => 1, 'log_level' => SWOOLE_LOG_NONE];
    $sent = [['n' => 1], ['n' => 2, 'long' => str_repeat('x', 50_000)], ['n' => 3]];
    $first = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $settings, [
        'receive' => function ($server, $fd) use ($sent) {
            array_map($server->task(...), ['block', ...$sent]);
            $server->send($fd, "sent\n");
        },
        'task' => fn () => $t->journal->note('begun') || sleep(30),
    ]));
    $first->connect()->ask("x\n");
    $first->stop();
    $second = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $settings, [
        'task' => fn ($server, $id, $source, $data) => is_array($data) && $t->journal->note('task', $data['n'], strlen($data['long'] ?? '')),
    ]));
    $second->journal->wait('task', 3);
    same([['task', 1, 0], ['task', 2, 50_000], ['task', 3, 0]], $second->journal->all('task'), 'tasks of the first server');
    $second->stop();
    c_library('int msgget(int, int); int msgctl(int, int, void *);')->msgctl(c_library('int msgget(int, int); int msgctl(int, int, void *);')->msgget($key, 0), 0, null);
});
?>
--EXPECT--
BASE done
PROCESS done
