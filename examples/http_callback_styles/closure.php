<?php
/**
 * onRequest given as an anonymous function, which takes variables along with `use`.
 *
 *     php examples/http_callback_styles/closure.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Http\Server('127.0.0.1', $port, $mode);
[$a, $b, $c] = ['hello', 'world', "\n"];

$server->on('Request', function ($req, $resp) use ($a, $b, $c) {
    $resp->end("$a $b$c");
});

echo "HTTP server listening on 127.0.0.1:$server->port\n";
$server->start();
