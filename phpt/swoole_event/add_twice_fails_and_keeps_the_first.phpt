--TEST--
adding a descriptor a second time fails; the first callback stays
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    echo "first\n";
    Event::del($a);
});
same([false, ['Warning: Swoole\Event::add(): already exist']], with_warnings(fn () => Event::add($a, function () {
    echo "second\n";
})), 'second add');
fwrite($b, 'x');
Event::wait();
?>
--EXPECT--
first
