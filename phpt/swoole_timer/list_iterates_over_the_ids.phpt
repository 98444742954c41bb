--TEST--
list() is a Swoole\Timer\Iterator over the ids of all timers
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$ids = [Timer::after(1000, fn () => null), Timer::tick(1000, fn () => null), Timer::after(1000, fn () => null)];
Timer::clear($ids[1]);
$list = Timer::list();
var_dump($list::class, $list instanceof ArrayIterator, count($list));
$seen = [];
foreach ($list as $key => $id) {
    $seen[] = $id;
    $keys[] = $key;
}
sort($seen);
var_dump($seen === [$ids[0], $ids[2]], $keys);
Timer::clearAll();
Swoole\Event::wait();
?>
--EXPECT--
string(21) "Swoole\Timer\Iterator"
bool(true)
int(2)
bool(true)
array(2) {
  [0]=>
  int(0)
  [1]=>
  int(1)
}
