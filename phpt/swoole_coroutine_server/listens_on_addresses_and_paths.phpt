--TEST--
the constructor listens on IPv4, IPv6 and unix sockets and says which port it is; what cannot be had throws
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Server;
use Swoole\Coroutine\Server\Connection;
use Swoole\Coroutine\Socket;

$server = new Server('127.0.0.1', 0);
check($server->port > 0 && $server->fd > 0, 'a free port');
same([AF_INET, '127.0.0.1'], [$server->type, $server->host], 'IPv4');
same(["Swoole\Exception(98): bind(127.0.0.1:$server->port) failed"], [thrown_by(fn () => new Server('127.0.0.1', $server->port))], 'a port that is taken');
$first = new Server('127.0.0.1', 0, reuse_port: true);
$second = new Server('127.0.0.1', $first->port, reuse_port: true);
same($first->port, $second->port, 'reuse_port');
same(AF_INET6, (new Server('::1'))->type, 'IPv6');
$path = Scratch::path('socket');
$server = new Server("unix:$path");
same([AF_UNIX, $path, 0], [$server->type, $server->host, $server->port], 'unix');
same('socket', filetype($path), 'the file');
same('Swoole\Exception(722): bind(nonesuch:0) failed', thrown_by(fn () => new Server('nonesuch')), 'no address');
?>
--EXPECT--
