<?php
/**
 * Callbacks given as a static method, written in both ways; the name of a method has no case.
 *
 *     php examples/callback_styles/static_method.php [PORT, default 9501, 0 for any free one] [base|process]
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Server('127.0.0.1', $port, $mode);

class A
{
    static function test($server, $fd)
    {
        $server->send($fd, "hello world\n");
    }

    static function connected($server, $fd)
    {
        $server->send($fd, "welcome\n");
    }
}
$server->on('Receive', 'A::Test');
$server->on('Connect', array('A', 'Connected'));

echo "server listening on 127.0.0.1:$server->port\n";
$server->start();
