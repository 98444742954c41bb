--TEST--
a coroutine runs at once, until it first waits
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$id = Coroutine::create(function (...$params) {
    echo 'begins with ', implode(',', $params), "\n";
    Coroutine::yield();
    echo "goes on\n";
}, 1, 'two');
echo "created $id\n";
var_dump(Coroutine::exists($id), Coroutine::resume($id), Coroutine::exists($id));
?>
--EXPECT--
begins with 1,two
created 1
goes on
bool(true)
bool(true)
bool(false)
