--TEST--
callbacks of timers and descriptors run in coroutines of their own, and may wait
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Swoole\Event::add($a, function ($a) {
    echo 'readable in ', Coroutine::getCid(), ' ', fread($a, 10), "\n";
    Swoole\Event::del($a);
    Coroutine::sleep(0.001);
    echo "after a wait\n";
});
fwrite($b, 'data');
Swoole\Event::defer(function () {
    echo 'deferred in ', Coroutine::getCid(), "\n";
});
Swoole\Event::wait();
Swoole\Timer::after(1, function ($x) {
    Coroutine::sleep(0.001);
    echo "timer $x ", Coroutine::getPcid(), "\n";
}, 'param');
Swoole\Event::wait();
?>
--EXPECT--
readable in 1 data
deferred in 2
after a wait
timer param -1
