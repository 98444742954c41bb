--TEST--
a descriptor closed and its number reused within one round: the old event does not reach the new callback
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$one, $two] = [stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0), stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0)];
$streams = [0 => $one[0], 1 => $two[0]];
$callback = fn (int $self) => function () use (&$streams, $self, &$new) {
    echo "one of them runs\n";
    $other = $streams[1 - $self];
    Event::del($other);
    fclose($other);
    $new = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    Event::add($new[0], function ($stream) {
        echo 'new got ', var_export(fread($stream, 10), true), "\n";
        Event::del($stream);
    });
    Event::del($streams[$self]);
    fwrite($new[1], 'its own data');
};
Event::add($one[0], $callback(0));
Event::add($two[0], $callback(1));
fwrite($one[1], 'x');
fwrite($two[1], 'x');
unset($one, $two);
Event::wait();
?>
--EXPECT--
one of them runs
new got 'its own da'
