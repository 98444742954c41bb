--TEST--
pack() and unpack() are each other's reverse, for any value of any length
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([null, 0, 1.5, '', 'text', ['a' => [1]], str_repeat('x', 100_000), random_bytes(3 << 20), new ArrayObject([1])] as $value) {
    $packed = Swoole\Server\Task::pack($value);
    check(strlen($packed) <= 8192, 'it fits into a message of a queue');
    same(serialize($value), serialize(Swoole\Server\Task::unpack($packed)), 'unpacked');
}
echo "done\n";
?>
--EXPECT--
done
