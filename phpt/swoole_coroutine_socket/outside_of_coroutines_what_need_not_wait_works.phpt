--TEST--
outside of coroutines a call works if it need not wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

$server = new Socket(AF_INET, SOCK_STREAM, 0);
same([true, true], [$server->bind('127.0.0.1'), $server->listen()], 'listening');
[$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
same([2, 'hi'], [$one->send('hi'), $two->recv()], 'at once');
same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => $two->recv()), 'to wait');
same(['hi', ''], [$one->send('hi') ? $two->recv() : null, $one->close() ? $two->recv() : null], 'usable afterwards');
echo "done\n";
?>
--EXPECT--
done
