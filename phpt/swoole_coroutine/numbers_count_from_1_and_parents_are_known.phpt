--TEST--
coroutines are numbered from 1, and know who made them
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

var_dump(Coroutine::getCid(), Coroutine::getPcid());
go(function () {
    var_dump(Coroutine::getuid(), Coroutine::getPcid());
    $inner = go(function () {
        var_dump(Coroutine::getCid(), Coroutine::getPcid());
        Coroutine::yield();
        var_dump(Coroutine::getPcid());
    });
    var_dump(Coroutine::getPcid($inner), Coroutine::getPcid(99));
    Coroutine::sleep(0.001);
    Coroutine::resume($inner);
});
Swoole\Event::wait();
?>
--EXPECT--
int(-1)
bool(false)
int(1)
int(-1)
int(2)
int(1)
int(1)
bool(false)
int(1)
