--TEST--
swoole_coroutine_socketpair() makes two connected sockets, or warns
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

[$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_DGRAM, 0);
same([AF_UNIX, SOCK_DGRAM], [$one->domain, $two->type], 'their sort');
same([3, 0, 'abc', ''], [$one->send('abc'), $one->send(''), $two->recv(), $two->recv()], 'messages stay apart');
same([false, ['Warning: swoole_coroutine_socketpair(): failed to create socket, Error: Operation not supported[95]']],
    with_warnings(fn () => swoole_coroutine_socketpair(AF_INET, SOCK_STREAM, 0)), 'no pair');
same(SOCKET_EOPNOTSUPP, swoole_last_error(), 'last error');
same('Error(0): Trying to clone an uncloneable object of class Swoole\Coroutine\Socket', thrown_by(fn () => clone $one), 'clone');
echo "done\n";
?>
--EXPECT--
done
