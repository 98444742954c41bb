--TEST--
a handle of popen() can be added
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$handle = popen('echo from popen', 'r');
Event::add($handle, function ($handle) {
    $data = fread($handle, 100);
    if ($data === '') {
        Event::del($handle);
        echo 'status ', pclose($handle), "\n";
    }
    echo $data;
});
Event::wait();
?>
--EXPECT--
from popen
status 0
