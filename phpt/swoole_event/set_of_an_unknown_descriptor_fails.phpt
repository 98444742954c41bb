--TEST--
Event::set() on a descriptor that was not added warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
Event::del($a);
same([false, ["Warning: Swoole\\Event::set(): socket[$fd] is not found in the reactor"]], with_warnings(fn () => Event::set($a, fn () => null)), 'stream');
same([false, ["Warning: Swoole\\Event::set(): socket[$fd] is not found in the reactor"]], with_warnings(fn () => Event::set($fd, fn () => null)), 'number');
same([false, ['Warning: Swoole\Event::set(): invalid file descriptor passed']], with_warnings(fn () => Event::set('text', fn () => null)), 'string');
echo "done\n";
Event::wait();
?>
--EXPECT--
done
