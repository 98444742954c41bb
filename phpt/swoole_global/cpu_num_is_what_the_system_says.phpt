--TEST--
swoole_cpu_num() is the number of processors online
--FILE--
<?php
var_dump(swoole_cpu_num() === (int) shell_exec('getconf _NPROCESSORS_ONLN'), swoole_cpu_num() > 0);
?>
--EXPECT--
bool(true)
bool(true)
