--TEST--
swoole_container_cpu_num() is at least one CPU and at most what the machine has
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$count = swoole_container_cpu_num();
check($count >= 1 && $count <= swoole_cpu_num(), "$count CPUs");
if (!swoole_is_in_container()) {
    same(swoole_cpu_num(), $count, 'no container');
}
?>
--EXPECT--
