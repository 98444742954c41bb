--TEST--
checkLiveness() and peek() look without taking
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same([true, false, SOCKET_EAGAIN], [$two->checkLiveness(), $two->peek(), $two->errCode], 'nothing there');
    $one->send('hello');
    same(['hel', 'hello', true], [$two->peek(3), $two->peek(), $two->checkLiveness()], 'there');
    $one->close();
    same([true, 'hello', false, SOCKET_ECONNRESET], [$two->checkLiveness(), $two->recv(), $two->checkLiveness(), $two->errCode], 'the end');
    same('', $two->peek(), 'peek at the end');
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same([true, true, false, SOCKET_ENOTCONN], [$one->shutdown(1), $one->shutdown(0), $one->shutdown(), $one->errCode], 'shutdown');
    same([false, SOCKET_EINVAL], [$two->shutdown(9), $two->errCode], 'no such end');
});
echo "done\n";
?>
--EXPECT--
done
