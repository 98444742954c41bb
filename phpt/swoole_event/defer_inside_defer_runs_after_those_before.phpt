--TEST--
a function deferred inside a deferred one runs after all that were deferred before it
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
Event::defer(function () {
    echo "one\n";
    Event::defer(function () {
        echo "three\n";
        Event::defer(function () {
            echo "four\n";
        });
    });
});
Event::defer(function () {
    echo "two\n";
});
Event::wait();
?>
--EXPECT--
one
two
three
four
