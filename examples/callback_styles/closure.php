<?php
/**
 * A callback given as an anonymous function, which takes variables along with `use`.
 *
 *     php examples/callback_styles/closure.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Server('127.0.0.1', $port, $mode);
[$a, $b, $c] = ['hello', 'world', "\n"];

$server->on('Receive', function ($server, $fd, $reactor_id, $data) use ($a, $b, $c) {
    $server->send($fd, "$a $b$c");
});

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
