<?php
/**
 * onRequest given as a method of an object.
 *
 *     php examples/http_callback_styles/object_method.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Http\Server('127.0.0.1', $port, $mode);

class A
{
    function test($req, $resp)
    {
        $resp->end("hello world\n");
    }
}

$object = new A();
$server->on('Request', array($object, 'test'));

echo "HTTP server listening on 127.0.0.1:$server->port\n";
$server->start();
