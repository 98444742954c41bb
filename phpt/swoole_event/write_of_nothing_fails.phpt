--TEST--
Event::write() of an empty string warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
same([false, ['Warning: Swoole\Event::write(): data empty']], with_warnings(fn () => Event::write($a, '')), 'empty');
Event::del($a);
echo "done\n";
Event::wait();
?>
--EXPECT--
done
