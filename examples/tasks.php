<?php
/**
 * A server that lets task workers do what takes long, and goes on serving meanwhile.
 *
 *     php examples/tasks.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(['worker_num' => 1, 'task_worker_num' => 2, 'open_eof_split' => true, 'package_eof' => "\n"]);

$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    $id = $server->task(['fd' => $fd, 'line' => rtrim($data)]);
    $server->send($fd, "task #$id\n");
});
// In a task worker, which may block.
$server->on('task', function ($server, $id, $worker_id, $task) {
    usleep(100_000);
    return ['fd' => $task['fd'], 'answer' => strrev($task['line'])];
});
// In the worker that handed the task out.
$server->on('finish', function ($server, $id, $result) {
    $server->send($result['fd'], "task #$id: $result[answer]\n");
});

echo "server listening on 127.0.0.1:$server->port\n";
echo "Try:  nc 127.0.0.1 $server->port   and type some lines. Ctrl-C ends the server.\n";
$server->start();
