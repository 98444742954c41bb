--TEST--
taskwait(), taskWaitMulti() and taskCo() in a coroutine let others run, and may be cancelled
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

use Swoole\Coroutine;

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'task_worker_num' => 2], [
        'receive' => function ($server, $fd) {
            $others = 0;
            $open = true;
            $counter = go(function () use (&$others, &$open) {
                while ($open) {
                    Coroutine::sleep(0.001);
                    $others++;
                }
            });
            $ran = function () use (&$others) {
                [$before, $others] = [$others, 0];
                return $before > 0;
            };
            $answers = [
                $server->taskwait(['return' => 'one', 'after' => 50_000], PATIENCE), $ran(),
                $server->taskWaitMulti(['a' => ['return' => 1, 'after' => 50_000], 'b' => ['return' => [2]]], PATIENCE), $ran(),
                $server->taskCo(['x' => ['return' => 'x'], 'y' => ['return' => 'late', 'after' => 200_000]], 0.05), $ran(),
                $server->taskwait(['return' => 'late', 'after' => 200_000], 0.05), swoole_last_error() === SWOOLE_ERROR_CO_TIMEDOUT,
            ];
            $id = Coroutine::getCid();
            go(function () use ($id) {
                Coroutine::sleep(0.001);
                Coroutine::cancel($id);
            });
            $answers[] = $server->taskwait(['return' => 'never seen', 'after' => 50_000], PATIENCE);
            $answers[] = swoole_last_error() === SWOOLE_ERROR_CO_CANCELED;
            // What came too late is nobody's.
            $answers[] = $server->taskwait(['return' => 'last'], PATIENCE);
            $open = false;
            $server->send($fd, json_encode($answers) . "\n");
        },
        'task' => function ($server, $id, $source, $data) {
            usleep($data['after'] ?? 0);
            return $data['return'];
        },
    ]));
    same(
        '["one",true,{"a":1,"b":[2]},true,{"x":"x","y":false},true,false,true,false,true,"last"]',
        $t->connect()->ask("x\n"),
        'what the tasks gave, and whether others ran',
    );
});
?>
--EXPECT--
BASE done
PROCESS done
