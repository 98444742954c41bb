--TEST--
a cycle function alone does not keep the loop alive
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
Event::cycle(function () {
    echo "must not run for ever\n";
});
Event::wait();
echo "ended\n";
?>
--EXPECT--
ended
