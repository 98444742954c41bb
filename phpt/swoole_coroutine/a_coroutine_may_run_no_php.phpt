--TEST--
swoole_test_kernel_coroutine() makes a coroutine that runs no PHP code
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
Co\run(function () {
    swoole_test_kernel_coroutine(3, 0.001);
    var_dump(Co::stats()['coroutine_num']);
});
var_dump(Co::stats()['coroutine_num'], Co::stats()['coroutine_peak_num']);
?>
--EXPECT--
int(2)
int(0)
int(2)
