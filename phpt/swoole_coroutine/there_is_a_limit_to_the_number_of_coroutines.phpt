--TEST--
max_coroutine limits how many there are at once
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Coroutine::set(['max_coroutine' => 2, 'enable_deadlock_check' => false]);
for ($i = 0; $i < 3; $i++) {
    var_dump(go(fn () => Coroutine::yield()));
}
Coroutine::resume(1);
var_dump(go(fn () => 1), Coroutine::stats()['coroutine_num'], Coroutine::stats()['coroutine_peak_num']);
Coroutine::resume(2);
?>
--EXPECTF--
int(1)
int(2)

Warning: go(): exceed max number of coroutine 2 in %s on line %d
bool(false)
int(3)
int(1)
int(2)
