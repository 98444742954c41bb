--TEST--
the strict_types of the caller holds for methods that are written in PHP
--FILE--
<?php
declare(strict_types=1);
use Swoole\Coroutine\WaitGroup;
$group = new WaitGroup();
try {
    $group->add('1');
} catch (TypeError $e) {
    echo strstr($e->getMessage(), ', called', true), "\n";
}
eval('$group->add("1");');
echo $group->count(), "\n";
?>
--EXPECT--
Swoole\Coroutine\WaitGroup::add(): Argument #1 ($delta) must be of type int, string given
1
