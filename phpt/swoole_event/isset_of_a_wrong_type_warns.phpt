--TEST--
Event::isset() of something that has no descriptor warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
same([false, ['Warning: Swoole\Event::isset(): invalid file descriptor passed', 'Warning: Swoole\Event::isset(): unknown type']], with_warnings(fn () => Event::isset('text')), 'string');
same([false, ['Warning: Swoole\Event::isset(): invalid file descriptor#-1 passed', 'Warning: Swoole\Event::isset(): unknown type']], with_warnings(fn () => Event::isset(-1)), 'negative number');
same([false, []], with_warnings(fn () => Event::isset(9999)), 'unknown number');
Event::del($a);
echo "done\n";
Event::wait();
?>
--EXPECT--
done
