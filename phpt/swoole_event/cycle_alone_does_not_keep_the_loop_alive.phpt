--TEST--
a cycle function alone does not keep the loop alive
--FILE--
<?php
use Swoole\Event;
Event::cycle(function () {
    echo "must not run for ever\n";
});
Event::wait();
echo "ended\n";
?>
--EXPECT--
ended
