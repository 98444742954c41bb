--TEST--
the pipe of a child process delivers its output and then its end
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$process = proc_open(['echo', 'from the child'], [1 => ['pipe', 'w']], $pipes);
Event::add($pipes[1], function ($pipe) {
    $data = fread($pipe, 100);
    if ($data === '') {
        echo "end\n";
        Event::del($pipe);
    }
    echo $data;
});
Event::wait();
?>
--EXPECT--
from the child
end
