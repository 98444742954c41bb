--TEST--
Event::add() refuses flags that name neither reading nor writing
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
foreach ([0, 1, 2048] as $events) {
    same([false, ['Warning: Swoole\Event::add(): invalid events']], with_warnings(fn () => Event::add($a, fn () => null, fn () => null, $events)), "flags $events");
}
same(false, Event::isset($a), 'nothing was added');
echo "done\n";
Event::wait();
?>
--EXPECT--
done
