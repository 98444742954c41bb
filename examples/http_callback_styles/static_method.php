<?php
/**
 * onRequest given as a static method; it may be written in both ways, and the name of a method has no case.
 *
 *     php examples/http_callback_styles/static_method.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Http\Server('127.0.0.1', $port, $mode);

class A
{
    static function test($req, $resp)
    {
        $resp->end("hello world\n");
    }
}
$server->on('Request', 'A::Test');
$server->on('Request', array('A', 'Test'));

echo "HTTP server listening on 127.0.0.1:$server->port\n";
$server->start();
