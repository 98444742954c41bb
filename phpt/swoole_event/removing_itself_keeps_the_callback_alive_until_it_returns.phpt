--TEST--
a callback that removes its descriptor goes on undisturbed
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
$text = 'still here';
Event::add($a, function ($a) use ($text) {
    Event::del($a);
    gc_collect_cycles();
    $filler = array_map(fn ($i) => str_repeat((string) $i, 50), range(1, 100));
    echo $text, ' ', count($filler), "\n";
});
unset($text);
Event::wait();
?>
--EXPECT--
still here 100
