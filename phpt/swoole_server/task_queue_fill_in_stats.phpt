--TEST--
task_ipc_mode 2 and 3: stats() tells how many messages and bytes wait in the queue
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1, 'task_ipc_mode' => 2], [
        'receive' => function ($server, $fd) use ($t) {
            $server->task('block');
            $t->journal->wait('begun');
            array_map($server->task(...), ['aaaa', 'bbbb']);
            $stats = $server->stats();
            $server->send($fd, json_encode([$stats['task_queue_num'], $stats['task_queue_bytes'] > 8, $stats['tasking_num']]) . "\n");
        },
        'task' => fn ($server, $id, $source, $data) => $data === 'block' ? $t->journal->note('begun') || usleep(100_000) : null,
        'finish' => function () {},
    ]));
    same('[2,true,3]', $t->connect()->ask("x\n"), 'messages, bytes, pending');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
