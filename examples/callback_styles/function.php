<?php
/**
 * A callback given as the name of a function.
 *
 *     php examples/callback_styles/function.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Server('127.0.0.1', $port, $mode);

function my_onReceive($server, $fd, $reactor_id, $data)
{
    $server->send($fd, "hello world\n");
}
$server->on('Receive', 'my_onReceive');

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
