--TEST--
sendMessage() reaches task workers, and they reach workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->sendMessage(['fd' => $fd, 'data' => $data], 1),
        'pipeMessage' => function ($server, $source, $message) {
            if ($server->taskworker) {
                $server->sendMessage($message + ['by' => [$source, $server->worker_id]], 0);
            } else {
                $server->send($message['fd'], json_encode([$message['by'], $source, $message['data']]) . "\n");
            }
        },
        'task' => function () {},
    ]));
    same('[[0,1],1,"hello\\n"]', $t->connect()->ask("hello\n"), 'the way of the message');
});
?>
--EXPECT--
BASE done
PROCESS done
