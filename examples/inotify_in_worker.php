<?php
/**
 * A server whose worker watches a file and goes on serving its clients meanwhile.
 *
 *     php examples/inotify_in_worker.php [PORT, default 9501, 0 for any free one] [base|process] [PATH, default this directory]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$path = $argv[3] ?? __DIR__;

$server = new Swoole\Server('127.0.0.1', $port, $mode);
$server->set(['worker_num' => 1]);
$server->on('workerStart', function ($server) use ($path) {
    $fd = inotify_init();
    inotify_add_watch($fd, $path, IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE);
    // Without Swoole\Event::add(), inotify_read() would wait, and nobody would be served meanwhile.
    Swoole\Event::add($fd, function () use ($fd){
        $var = inotify_read($fd);
        var_dump($var);
    });
    echo "watching $path\n";
});
$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    $server->send($fd, "you said: $data");
});

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
