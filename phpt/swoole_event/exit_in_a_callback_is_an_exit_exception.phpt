--TEST--
exit in a callback throws a Swoole\ExitException, which carries the status
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
Timer::after(1, function () {
    try {
        exit(7);
    } catch (Swoole\ExitException $e) {
        var_dump($e->getMessage(), $e->getStatus(), ($e->getFlags() & SWOOLE_EXIT_IN_COROUTINE) !== 0);
    }
});
Event::wait();
echo "the script goes on\n";
?>
--EXPECT--
string(11) "swoole exit"
int(7)
bool(true)
the script goes on
