--TEST--
sendAll() waits until all is sent; when that fails on the way it tells how much was
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    $data = random_bytes(3 << 20);
    go(fn () => same(strlen($data), $one->sendAll($data), 'sent'));
    same(md5($data), md5($two->recvAll(strlen($data))), 'received');
    $some = $one->send($data);
    check($some > 0 && $some < strlen($data), 'send() sends what there is room for');
    same([false, SOCKET_ETIMEDOUT], [$one->send($data, 0.01), $one->errCode], 'no room');
    same([false, SOCKET_ETIMEDOUT], [$one->sendAll($data, 0.01), $one->errCode], 'nothing at all');
    $two->recvAll($some);
    $part = $one->sendAll($data, 0.01);
    check($part > 0 && $part < strlen($data) && $one->errCode === SOCKET_ETIMEDOUT, 'a part');
    same([0, 0], [$one->send(''), $one->sendAll('')], 'nothing to send');
    $two->close();
    same([false, SOCKET_EPIPE], [$one->send('x'), $one->errCode], 'nobody there');
});
echo "done\n";
?>
--EXPECT--
done
