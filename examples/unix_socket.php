<?php
/**
 * A server on a unix socket.
 *
 *     php examples/unix_socket.php [PATH, default a file in the temporary directory] [base|process]
 */
$path = $argv[1] ?? sys_get_temp_dir() . '/example.sock';
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;

$server = new Swoole\Server($path, 0, $mode, SWOOLE_SOCK_UNIX_STREAM);
$server->set(['worker_num' => 1]);

$server->on('receive', function ($server, $fd, $reactor_id, $data) {
    $server->send($fd, "you said: $data");
});

echo "server listening on $path\n";
echo "Try:  nc -U $path   and type a line. Ctrl-C ends the server.\n";
$server->start();
