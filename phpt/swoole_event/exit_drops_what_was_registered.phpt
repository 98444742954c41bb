--TEST--
after Event::exit() no descriptor and no timer is left
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
$timer = Timer::after(60000, fn () => print "must not run\n");
Timer::after(1, fn () => Event::exit());
Event::wait();
var_dump(Event::isset($a), Timer::exists($timer), Timer::stats()['num']);
?>
--EXPECT--
bool(false)
bool(false)
int(0)
