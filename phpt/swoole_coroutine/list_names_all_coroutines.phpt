--TEST--
list() has the numbers of all coroutines, the newest first
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$ids = [go(fn () => Coroutine::yield()), go(fn () => Coroutine::yield())];
$list = Coroutine::list();
var_dump($list instanceof Coroutine\Iterator, iterator_to_array($list) === array_reverse($ids));
array_map(Coroutine::resume(...), $ids);
var_dump(count(Coroutine::listCoroutines()));
?>
--EXPECT--
bool(true)
bool(true)
int(0)
