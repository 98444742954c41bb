--TEST--
kill -9 of the process that has called start(): its task queue without a key, and the memory that tasks in it lie in, are gone
--FILE--
<?php
// better than the reference: there the queue stays for ever.
require __DIR__ . '/../include/bootstrap.php';

function rows(string $what): array
{
    return array_map(fn ($line) => array_map(intval(...), preg_split('/\s+/', trim($line))), array_slice(file("/proc/sysvipc/$what"), 1));
}

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'task_worker_num' => 1, 'task_ipc_mode' => 2, 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => function ($server, $fd) use ($t) {
            $server->task('block');
            $t->journal->wait('begun');
            $server->task(str_repeat('x', 100_000));
            $server->task(str_repeat('x', 100_000));
            $server->send($fd, "sent\n");
        },
        'task' => function () use ($t) {
            $t->journal->note('begun');
            while (true) {
                // Busy in the script, so that no loop notices.
            }
        },
    ]));
    $t->connect()->ask("x\n");
    $worker = $t->workers()[0];
    $queues = fn () => array_filter(rows('msg'), fn ($queue) => in_array($worker, [$queue[5], $queue[6]]));
    $segments = fn () => array_filter(rows('shm'), fn ($segment) => $segment[4] === $worker);
    same(1, count($queues()), 'queues that the worker has sent to');
    check(count($segments()) > 0, 'a segment that the worker has made');
    $t->signal(SIGKILL);
    wait_until(fn () => group_members($t->pid) === [], 'the last process to end');
    // One that the task worker has taken already, to run it next, dies with it.
    same([0, true], [count($queues()), count($segments()) <= 1], 'queues, and segments but one');
});
?>
--EXPECT--
BASE done
PROCESS done
