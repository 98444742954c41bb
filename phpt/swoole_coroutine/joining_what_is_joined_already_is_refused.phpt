--TEST--
Only one coroutine can join another, and only once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine\run(function () {
    $id = go(fn () => Coroutine::yield());
    $other = go(fn () => Coroutine::yield());
    $joined = go(fn () => var_dump(Coroutine::join([$id])));
    $refused = fn (array $ids) => Coroutine::join($ids, 5) === false && swoole_last_error() === SWOOLE_ERROR_WRONG_OPERATION;
    var_dump($refused([$id]), $refused([$other, $id]), $refused([$other, $other]));
    // Whoever gives up leaves it to the next; what was refused has left nothing behind.
    Coroutine::cancel($joined);
    go(fn () => var_dump(Coroutine::join([$other, $id])));
    Coroutine::resume($id);
    Coroutine::resume($other);
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
