--TEST--
sendMessage() from a user process reaches workers and task workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['worker_num' => 2, 'task_worker_num' => 1], [
            'pipeMessage' => fn ($server, $source, $message) => $t->journal->note('message', $server->worker_id, $source, strlen($message['text'])),
            'task' => function () {},
        ]);
        $server->addProcess(new Swoole\Process(function () use ($server) {
            foreach ([0 => 10, 1 => 100_000, 2 => 1 << 20] as $to => $size) {
                $server->sendMessage(['text' => str_repeat('x', $size)], $to);
            }
            sleep(60);
        }));
        return $server;
    });
    $t->journal->wait('message', 3);
    $got = $t->journal->all('message');
    sort($got);
    same([['message', 0, 3, 10], ['message', 1, 3, 100_000], ['message', 2, 3, 1 << 20]], $got, 'to, from, bytes');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
