--TEST--
a callback that removes another ready descriptor: the other one's callback does not run
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$one, $two] = [stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0), stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0)];
$remove_both = function () use ($one, $two) {
    echo "one of them runs\n";
    var_dump(Event::del($one[0]), Event::del($two[0]));
};
Event::add($one[0], $remove_both);
Event::add($two[0], $remove_both);
fwrite($one[1], 'x');
fwrite($two[1], 'x');
Event::wait();
?>
--EXPECT--
one of them runs
bool(true)
bool(true)
