<?php
/*
 * The server side of the TCP scenarios of `make bench`; the same script for every build that is measured.
 *
 *   php tcp_echo.php BASE|PROCESS '{"setting": value, ...}'
 *
 * Prints `ready PORT` once a worker runs. One worker and no coroutine per event, unless the scenario says otherwise: what is
 * measured is the way of a message through the server, and nothing that a callback does.
 */
[, $mode, $settings] = $argv;

$server = new Swoole\Server('127.0.0.1', 0, $mode === 'BASE' ? SWOOLE_BASE : SWOOLE_PROCESS);
$server->set(json_decode($settings, true, flags: JSON_THROW_ON_ERROR) + [
    'worker_num' => 1,
    'enable_coroutine' => false,
    'log_level' => SWOOLE_LOG_WARNING,
]);
$server->on('workerStart', function (Swoole\Server $server) {
    fwrite(STDOUT, "ready {$server->port}\n");
});
$server->on('receive', function (Swoole\Server $server, int $fd, int $reactorId, string $data) {
    $server->send($fd, $data);
});
$server->start();
