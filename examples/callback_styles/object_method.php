<?php
/**
 * A callback given as a method of an object.
 *
 *     php examples/callback_styles/object_method.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Server('127.0.0.1', $port, $mode);

class A
{
    function test($server, $fd, $reactor_id, $data)
    {
        $server->send($fd, "hello world\n");
    }
}

$object = new A();
$server->on('Receive', array($object, 'test'));

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
