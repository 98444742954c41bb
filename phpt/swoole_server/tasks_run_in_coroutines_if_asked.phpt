--TEST--
task_enable_coroutine: tasks get an object, give way to each other, and are ended by its finish()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

use Swoole\Coroutine;

both_modes(function (int $mode) {
    $settings = ['worker_num' => 1, 'task_worker_num' => 1, 'task_enable_coroutine' => true];
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $settings, [
        'receive' => function ($server, $fd) {
            // The first waits for the second, in the only task worker.
            $together = $server->taskCo([['wait'], ['wake']], PATIENCE);
            $server->send($fd, json_encode([$together, $server->taskwait(['timer'], PATIENCE), $server->taskwait(['return'], 0.05)]) . "\n");
        },
        'task' => function ($server, Swoole\Server\Task $task) {
            static $waiting;
            switch ($task->data[0]) {
                case 'wait':
                    $waiting = Coroutine::getCid();
                    Coroutine::yield();
                    return $task->finish(['woken', $task->worker_id, ($task->flags & SWOOLE_TASK_COROUTINE) > 0]);
                case 'wake':
                    $task->finish('wakes');
                    return Coroutine::resume($waiting);
                case 'timer':
                    return Swoole\Timer::after(1, fn () => $task->finish(Coroutine::getCid() > 0));
                default:
                    return 'what is returned is no result';
            }
        },
    ]));
    same('[[["woken",0,true],"wakes"],true,false]', $t->connect()->ask("x\n"), 'the results');
});
?>
--EXPECT--
BASE done
PROCESS done
