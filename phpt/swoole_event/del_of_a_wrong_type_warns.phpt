--TEST--
Event::del() of something that has no descriptor warns and returns false
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
foreach (['string' => 'text', 'null' => null, 'array' => []] as $name => $value) {
    same([false, ['Warning: Swoole\Event::del(): invalid file descriptor passed', 'Warning: Swoole\Event::del(): unknown type']], with_warnings(fn () => Event::del($value)), $name);
}
Event::del($a);
echo "done\n";
Event::wait();
?>
--EXPECT--
done
