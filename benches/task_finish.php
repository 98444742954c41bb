<?php
/*
 * The server side of the task scenarios of `make bench`; the same script for every build that is measured.
 *
 *   php task_finish.php BASE|PROCESS '{"setting": value, ...}'
 *
 * Each package is handed to a task worker, and answered when its result is back. Prints `ready PORT` once all processes run.
 */
[, $mode, $settings] = $argv;

$server = new Swoole\Server('127.0.0.1', 0, $mode === 'BASE' ? SWOOLE_BASE : SWOOLE_PROCESS);
$server->set(json_decode($settings, true, flags: JSON_THROW_ON_ERROR) + [
    'worker_num' => 1,
    'task_worker_num' => 1,
    'enable_coroutine' => false,
    'log_level' => SWOOLE_LOG_WARNING,
]);
$server->on('workerStart', function (Swoole\Server $server) {
    if (!$server->taskworker) {
        fwrite(STDOUT, "ready {$server->port}\n");
    }
});
$server->on('receive', function (Swoole\Server $server, int $fd, int $reactorId, string $data) {
    $server->task([$fd, $data]);
});
$server->on('task', function (Swoole\Server $server, int $id, int $source, array $data) {
    return $data;
});
$server->on('finish', function (Swoole\Server $server, int $id, array $data) {
    $server->send($data[0], $data[1]);
});
$server->start();
