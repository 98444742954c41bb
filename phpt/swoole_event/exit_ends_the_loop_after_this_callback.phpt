--TEST--
Event::exit() ends the loop; the callback that called it runs to its end
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
Event::add($a, function () {
    echo "callback\n";
    var_dump(Event::exit());
    echo "to its end\n";
});
Timer::after(10_000, fn () => print "must not run\n");
Event::wait();
echo "loop ended\n";
?>
--EXPECT--
callback
NULL
to its end
loop ended
