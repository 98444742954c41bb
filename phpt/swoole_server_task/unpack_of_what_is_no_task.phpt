--TEST--
unpack() of bytes that pack() has not made: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference, which runs out of memory
foreach (['', 'garbage', str_repeat('x', 100), substr(Swoole\Server\Task::pack('abc'), 0, 10)] as $bytes) {
    same([false, ['Warning: Swoole\Server\Task::unpack(): not a packed task']], with_warnings(fn () => Swoole\Server\Task::unpack($bytes)), 'unpack');
}
echo "done\n";
?>
--EXPECT--
done
