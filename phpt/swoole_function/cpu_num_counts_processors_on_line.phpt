--TEST--
swoole_cpu_num() counts the processors that are on line
--FILE--
<?php
preg_match_all('/^processor\s*:/m', file_get_contents('/proc/cpuinfo'), $found);
var_dump(swoole_cpu_num() === count($found[0]));
?>
--EXPECT--
bool(true)
