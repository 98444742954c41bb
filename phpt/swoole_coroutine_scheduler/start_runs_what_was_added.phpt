--TEST--
a scheduler runs all that was added, and the loop until nothing is left
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
$scheduler = new Co\Scheduler;
$scheduler->set(['max_coroutine' => 100]);
$scheduler->add(function ($a) {
    Swoole\Coroutine::sleep(0.001);
    echo "$a\n";
}, 'added');
$scheduler->parallel(2, function ($b) { echo "$b ", Swoole\Coroutine::getCid(), "\n"; }, 'parallel');
var_dump($scheduler->getOptions(), $scheduler->start(), $scheduler->start());
?>
--EXPECTF--
parallel 2
parallel 3
added

Warning: Swoole\Coroutine\Scheduler::start(): no coroutine task in %s on line %d
array(1) {
  ["max_coroutine"]=>
  int(100)
}
bool(true)
bool(false)
