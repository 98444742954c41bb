--TEST--
classes and functions that are written in PHP are there like all others, and leave no trace of how they are made
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\WaitGroup;
check(class_exists(WaitGroup::class, false), 'without autoload');
check(function_exists('Swoole\Coroutine\batch'), 'a function');
$before = [get_declared_classes(), get_declared_traits(), get_defined_functions(), get_included_files()];
$group = new WaitGroup(1);
same([1], Swoole\Coroutine\batch([$group->count(...)]), 'results');
same($before, [get_declared_classes(), get_declared_traits(), get_defined_functions(), get_included_files()], 'what is declared afterwards');
?>
--EXPECT--
