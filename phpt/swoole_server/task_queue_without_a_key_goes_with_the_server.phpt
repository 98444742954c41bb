--TEST--
task_ipc_mode 2 without message_queue_key: the queue and what it holds are gone after the server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

function queues(): array
{
    return array_map(fn ($line) => preg_split('/\s+/', trim($line)), array_slice(file('/proc/sysvipc/msg'), 1));
}

both_modes(function (int $mode) {
    $before = array_column(queues(), 1);
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'task_ipc_mode' => 2, 'max_wait_time' => 1, 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => function ($server, $fd) {
            $server->task('block');
            $server->task(str_repeat('x', 100_000));
            $server->send($fd, "sent\n");
        },
        'task' => fn () => sleep(30),
    ]));
    $t->connect()->ask("x\n");
    $mine = array_filter(queues(), fn ($queue) => in_array($t->workers()[0], [(int) $queue[5], (int) $queue[6]]));
    same(1, count($mine), 'queues that the worker has sent to');
    $t->stop();
    $id = (int) reset($mine)[1];
    check(!in_array($id, array_column(queues(), 1)), 'the queue is gone');
    $segments = array_filter(array_slice(file('/proc/sysvipc/shm'), 1), fn ($line) => (int) preg_split('/\s+/', trim($line))[4] === $t->workers()[0]);
    same([], $segments, 'segments that the worker has made');
});
?>
--EXPECT--
BASE done
PROCESS done
