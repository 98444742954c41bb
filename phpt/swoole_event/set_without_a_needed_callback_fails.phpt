--TEST--
Event::set() refuses a direction that has no callback and changes nothing
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
same([false, ["Warning: Swoole\\Event::set(): Swoole\\Event: unable to find writable callback of fd [$fd]"]], with_warnings(fn () => Event::set($a, null, null, SWOOLE_EVENT_WRITE)), 'write');
same([false, ["Warning: Swoole\\Event::set(): Swoole\\Event: unable to find writable callback of fd [$fd]"]], with_warnings(fn () => Event::set($a, null, null, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE)), 'both');
same(true, Event::isset($a, SWOOLE_EVENT_READ), 'still reading');
same(false, Event::isset($a, SWOOLE_EVENT_WRITE), 'not writing');
Event::del($a);
Event::add($a, null, fn () => null, SWOOLE_EVENT_WRITE);
same([false, ["Warning: Swoole\\Event::set(): Swoole\\Event: unable to find readable callback of fd [$fd]"]], with_warnings(fn () => Event::set($a, null, null, SWOOLE_EVENT_READ)), 'read');
Event::del($a);
echo "done\n";
Event::wait();
?>
--EXPECT--
done
