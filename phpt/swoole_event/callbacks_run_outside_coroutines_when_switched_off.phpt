--TEST--
with enable_coroutine off, callbacks run in no coroutine
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
swoole_async_set(['enable_coroutine' => false]);
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function ($a) {
    var_dump(Swoole\Coroutine::getCid());
    Event::del($a);
});
Timer::after(1, fn () => var_dump(Swoole\Coroutine::getCid()));
Event::wait();
?>
--EXPECT--
int(-1)
int(-1)
