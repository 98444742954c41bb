--TEST--
PHP's Fiber works inside a coroutine, and may wait as the coroutine does
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $fiber = new Fiber(function (int $x) {
        Coroutine::sleep(0.001);
        $y = Fiber::suspend($x + 1);
        Coroutine::sleep(0.001);
        echo 'in coroutine ', Coroutine::getCid(), "\n";
        return $y * 2;
    });
    var_dump($fiber->start(1));
    go(function () {
        $other = new Fiber(function () {
            Coroutine::sleep(0.002);
            Fiber::suspend();
        });
        $other->start();
        echo "other\n";
        $other->resume();
        var_dump($other->isTerminated());
    });
    $fiber->resume(21);
    var_dump($fiber->getReturn());
});
?>
--EXPECT--
int(2)
in coroutine 1
int(42)
other
bool(true)
