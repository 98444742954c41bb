<?php
/**
 * onRequest given as the name of a function.
 *
 *     php examples/http_callback_styles/function.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Http\Server('127.0.0.1', $port, $mode);

function my_onRequest($req, $resp)
{
    $resp->end("hello world\n");
}
$server->on('Request', 'my_onRequest');

echo "HTTP server listening on 127.0.0.1:$server->port\n";
$server->start();
