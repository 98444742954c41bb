--TEST--
a callback may remove and close another ready descriptor
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\{Event, Timer};
[$one, $two] = [stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0), stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0)];
$close_both = function () use ($one, $two) {
    echo "one of them runs\n";
    foreach ([$one[0], $two[0]] as $stream) {
        Event::del($stream);
        fclose($stream);
    }
};
Event::add($one[0], $close_both);
Event::add($two[0], $close_both);
fwrite($one[1], 'x');
fwrite($two[1], 'x');
Event::wait();
echo "the loop ended\n";
?>
--EXPECT--
one of them runs
the loop ended
