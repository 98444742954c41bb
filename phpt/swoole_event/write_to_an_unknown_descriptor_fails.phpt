--TEST--
Event::write() to what was not added warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$fd = Event::add($a, fn () => null);
Event::del($a);
same([false, ["Warning: Swoole\\Event::write(): socket[$fd] is not found in the reactor"]], with_warnings(fn () => Event::write($a, 'x')), 'stream');
same([false, ['Warning: Swoole\Event::write(): invalid file descriptor passed', 'Warning: Swoole\Event::write(): unknown type']], with_warnings(fn () => Event::write('text', 'x')), 'string');
stream_set_blocking($b, false);
same('', fread($b, 10), 'nothing was sent');
echo "done\n";
Event::wait();
?>
--EXPECT--
done
