<?php
/**
 * Standard input and a timer in one event loop: type lines; Ctrl-D ends it.
 *
 *     php examples/event_loop.php
 */
use Swoole\{Event, Timer};

$seconds = 0;
$clock = Timer::tick(1000, function () use (&$seconds) {
    $seconds++;
});

Event::add(STDIN, function ($stdin) use (&$seconds, $clock) {
    $line = fgets($stdin);
    if ($line === false) {
        echo "end of input\n";
        Event::del($stdin);
        Timer::clear($clock);
        return;
    }
    echo 'you typed: ', rtrim($line), "\n";
    Event::defer(function () use (&$seconds) {
        echo "(after $seconds seconds)\n";
    });
});

echo "type a line\n";
Event::wait();
