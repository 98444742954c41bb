--TEST--
a signal that interrupts the loop's wait does not end the loop
--EXTENSIONS--
pcntl
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
pcntl_async_signals(true);
$signalled = false;
pcntl_signal(SIGUSR1, function () use (&$signalled) {
    $signalled = true;
});
$killer = proc_open(['sh', '-c', 'kill -USR1 ' . getmypid() . '; echo sent'], [1 => ['pipe', 'w']], $pipes);
Event::add($pipes[1], function ($pipe) {
    echo fgets($pipe);
    Event::del($pipe);
    Timer::after(1, fn () => print "the loop goes on\n");
});
Event::wait();
var_dump($signalled);
?>
--EXPECT--
sent
the loop goes on
bool(true)
