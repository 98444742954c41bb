--TEST--
cancel() ends the wait of another coroutine, and so does Coroutine::cancel()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    same([false, false, false], [$two->cancel(), $two->cancel(SWOOLE_EVENT_WRITE), $two->cancel(77)], 'nobody waits');
    go(fn () => same([false, SOCKET_ECANCELED], [$two->recv(), $two->errCode], 'cancelled'));
    same([false, true], [$two->cancel(SWOOLE_EVENT_WRITE), $two->cancel()], 'the reader');
    go(fn () => check($one->sendAll(str_repeat('x', 8 << 20)) > 0 && $one->errCode === SOCKET_ECANCELED, 'writer'));
    same([false, true], [$one->cancel(), $one->cancel(SWOOLE_EVENT_WRITE)], 'the writer');
    $listener = new Socket(AF_INET, SOCK_STREAM, 0);
    $listener->bind('127.0.0.1');
    $listener->listen();
    $id = go(fn () => same([false, SOCKET_ECANCELED, true], [$listener->accept(), $listener->errCode, Coroutine::isCanceled()], 'accept'));
    same(true, Coroutine::cancel($id), 'by its number');
    $id = go(fn () => same('Swoole\Coroutine\CanceledException(0): ', thrown_by(fn () => $listener->accept()), 'thrown'));
    same(true, Coroutine::cancel($id, true), 'by an exception');
    same([false, SOCKET_ETIMEDOUT], [$listener->accept(0.001), $listener->errCode], 'usable afterwards');
});
echo "done\n";
?>
--EXPECT--
done
