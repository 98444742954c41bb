--TEST--
after a fork each process runs a loop of its own
--EXTENSIONS--
pcntl
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
$pid = pcntl_fork();
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, function ($a) {
    $data = fread($a, 10);
    Event::del($a);
    echo "$data\n";
});
Timer::after(1, fn () => fwrite($b, $pid ? 'parent' : 'child'));
if ($pid) {
    pcntl_waitpid($pid, $status);
}
Event::wait();
?>
--EXPECT--
child
parent
