--TEST--
Event::add() of something that has no descriptor warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
$values = ['string' => 'text', 'numeric string' => '0', 'null' => null, 'float' => 1.5, 'true' => true, 'array' => []];
foreach ($values as $name => $value) {
    same([false, ['Warning: Swoole\Event::add(): invalid file descriptor passed', 'Warning: Swoole\Event::add(): unknown fd type']], with_warnings(fn () => Event::add($value, fn () => null)), $name);
}
same([false, ['Warning: Swoole\Event::add(): invalid file descriptor#-1 passed', 'Warning: Swoole\Event::add(): unknown fd type']], with_warnings(fn () => Event::add(-1, fn () => null)), 'negative number');
foreach ([new stdClass(), fn () => null] as $object) {
    same([false, ['Warning: Swoole\Event::add(): unknown fd type']], with_warnings(fn () => Event::add($object, fn () => null)), $object::class);
}
echo "done\n";
Event::wait();
?>
--EXPECT--
done
