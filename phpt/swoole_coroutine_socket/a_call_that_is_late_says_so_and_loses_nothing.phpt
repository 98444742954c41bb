--TEST--
a timeout is ETIMEDOUT; what came before it is given to the next call
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    foreach (['recv', 'recvAll', 'recvLine', 'recvWithBuffer'] as $method) {
        same(false, $two->$method(10, 0.01), $method);
        same([SOCKET_ETIMEDOUT, 'Connection timed out'], [$two->errCode, $two->errMsg], $method);
    }
    same([false, SOCKET_ETIMEDOUT], [$two->recvPacket(0.01), swoole_last_error()], 'recvPacket');
    $one->send('half a li');
    same(false, $two->recvLine(100, 0.01), 'no line yet');
    $one->send("ne\nrest");
    same("half a line\n", $two->recvLine(100, PATIENCE), 'line');
    same(0, $two->errCode, 'success clears the error');
    same('rest', $two->recvAll(10, 0.01), 'a part');
    same(SOCKET_ETIMEDOUT, $two->errCode, 'why it is a part');
    $two->setOption(SOL_SOCKET, SO_RCVTIMEO, ['sec' => 0, 'usec' => 10000]);
    same([false, SOCKET_ETIMEDOUT], [$two->recv(), $two->errCode], 'the limit of the socket');
    $listener = new Socket(AF_INET, SOCK_STREAM, 0);
    $listener->bind('127.0.0.1');
    $listener->listen();
    same([false, SOCKET_ETIMEDOUT], [$listener->accept(0.01), $listener->errCode], 'accept');
});
echo "done\n";
?>
--EXPECT--
done
