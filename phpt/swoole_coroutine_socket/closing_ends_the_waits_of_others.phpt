--TEST--
close() ends waits of reader and writer with ECANCELED; afterwards all is EBADF
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    go(function () use ($one) {
        same([false, SOCKET_ECANCELED], [$one->recv(), $one->errCode], 'reader');
        echo "reader\n";
    });
    go(function () use ($one) {
        $sent = $one->sendAll(str_repeat('x', 8 << 20));
        check($sent > 0 && $sent < 8 << 20 && $one->errCode === SOCKET_ECANCELED, 'writer');
        echo "writer\n";
    });
    same([false, true, true], [$one->isClosed(), $one->close(), $one->isClosed()], 'closing');
    echo "closed\n";
    $two->recvAll(8 << 20);
    same('', $two->recv(), 'the peer sees the end');
    $calls = ['bind' => ['x'], 'listen' => [], 'accept' => [], 'connect' => ['x', 1], 'checkLiveness' => [], 'peek' => [], 'recv' => [], 'recvAll' => [],
        'recvLine' => [], 'recvWithBuffer' => [], 'recvPacket' => [], 'send' => ['x'], 'sendAll' => ['x'], 'readVector' => [[1]], 'readVectorAll' => [[1]],
        'writeVector' => [['x']], 'writeVectorAll' => [['x']], 'sendFile' => [__FILE__], 'sendto' => ['x', 1, 'x'], 'getOption' => [1, 3],
        'setOption' => [1, 2, 1], 'setProtocol' => [['open_eof_check' => true]], 'shutdown' => [], 'cancel' => [], 'close' => [], 'getpeername' => [],
        'getsockname' => [], 'sslHandshake' => []];
    foreach ($calls as $method => $arguments) {
        $one->errCode = 0;
        same([false, SOCKET_EBADF], [$one->$method(...$arguments), $one->errCode], $method);
    }
});
echo "done\n";
?>
--EXPECT--
writer
reader
closed
done
