--TEST--
a second coroutine that reads is told who does already; one may write meanwhile
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

Co\run(function () {
    [$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
    $reader = go(fn () => same('for the first', $two->recv(), 'the first is not disturbed'));
    same($reader, $two->getBoundCid(SWOOLE_EVENT_READ), 'who reads');
    same(0, $two->getBoundCid(SWOOLE_EVENT_WRITE), 'nobody writes');
    $mine = Coroutine::getCid();
    $message = "Swoole\\Error(10002): Socket#{$two->fd} has already been bound to another coroutine#$reader, "
        . "reading of the same socket in coroutine#$mine at the same time is not allowed";
    foreach ([fn () => $two->recv(), fn () => $two->recvLine(), fn () => $two->peek(), fn () => $two->recvPacket()] as $read) {
        same($message, thrown_by($read), 'second');
    }
    same(4, $two->send('back'), 'writing is another direction');
    same('back', $one->recv(), 'arrived');
    $one->send('for the first');
    Coroutine::sleep(0.001);
    same(0, $two->getBoundCid(SWOOLE_EVENT_READ), 'nobody reads');
});
echo "done\n";
?>
--EXPECT--
done
