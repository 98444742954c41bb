--TEST--
Event::add() refuses a direction without a callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$callback = fn () => null;
$fd = Event::add($a, $callback);
Event::del($a);
$none = fn ($kind) => [false, ["Warning: Swoole\\Event::add(): Swoole\\Event: unable to find $kind callback of fd [$fd]"]];
same($none('readable'), with_warnings(fn () => Event::add($a)), 'no callback at all');
same($none('readable'), with_warnings(fn () => Event::add($a, null, $callback)), 'reading without its callback');
same($none('readable'), with_warnings(fn () => Event::add($a, null, $callback, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE)), 'both without the read callback');
same($none('writable'), with_warnings(fn () => Event::add($a, $callback, null, SWOOLE_EVENT_WRITE)), 'writing without its callback');
same($none('writable'), with_warnings(fn () => Event::add($a, $callback, null, SWOOLE_EVENT_READ | SWOOLE_EVENT_WRITE)), 'both without the write callback');
same(false, Event::isset($a), 'nothing was added');
echo "done\n";
Event::wait();
?>
--EXPECT--
done
