<?php
/*
 * The server side of the HTTP scenarios of `make bench`; the same script for every build that is measured.
 *
 *   php http.php BASE|PROCESS '{"setting": value, ...}'
 *
 * Prints `ready PORT` once a worker runs. One worker and no coroutine per event: what is measured is the way of a request through the server.
 */
[, $mode, $settings] = $argv;

$root = sys_get_temp_dir() . '/swoole-bench-' . getmypid();
mkdir($root);
file_put_contents("$root/file.bin", random_bytes(65536));
$starter = getmypid();
register_shutdown_function(function () use ($root, $starter) {
    if (getmypid() === $starter) {
        @unlink("$root/file.bin");
        @rmdir($root);
    }
});

$server = new Swoole\Http\Server('127.0.0.1', 0, $mode === 'BASE' ? SWOOLE_BASE : SWOOLE_PROCESS);
$server->set(json_decode($settings, true, flags: JSON_THROW_ON_ERROR) + [
    'worker_num' => 1,
    'enable_coroutine' => false,
    'log_level' => SWOOLE_LOG_WARNING,
    'package_max_length' => 4 << 20,
    'document_root' => $root,
    'enable_static_handler' => true,
    'static_handler_locations' => ['/file.bin'],
]);
$server->on('workerStart', function (Swoole\Server $server) {
    fwrite(STDOUT, "ready {$server->port}\n");
});
$json = json_encode(array_fill(0, 100, ['id' => 12345678, 'name' => 'some name', 'text' => str_repeat('x', 50), 'flag' => true]));
$server->on('request', match ($settings) {
    '{}' => fn ($request, $response) => $response->end('hello world'),
    default => function ($request, $response) use ($json) {
        switch ($request->server['request_uri']) {
            case '/headers':
                $header = $request->header;
                $response->end($header['user-agent'] . $header['accept-language'] . $header['x-request-id']);
                break;
            case '/json':
                $response->header('Content-Type', 'application/json');
                $response->end($json);
                break;
            case '/upload':
                $response->end((string) strlen($request->getContent()));
                break;
        }
    },
});
$server->start();
