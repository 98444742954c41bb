--TEST--
a tick that clears itself keeps what its callback uses until it returns
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Timer;
$text = 'still here';
Timer::tick(1, function ($id) use ($text) {
    Timer::clear($id);
    gc_collect_cycles();
    $filler = array_map(fn ($i) => str_repeat((string) $i, 50), range(1, 100));
    echo $text, ' ', count($filler), "\n";
});
unset($text);
Swoole\Event::wait();
?>
--EXPECT--
still here 100
