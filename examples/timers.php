<?php
/**
 * Timers: one that repeats, one that runs once, one that is called off, and what they tell about themselves.
 *
 *     php examples/timers.php [MILLISECONDS between two ticks, default 500]
 */
use Swoole\{Event, Timer};

$ms = (int) ($argv[1] ?? 500);

$ticks = 0;
Timer::tick($ms, function (int $id, string $name) use (&$ticks) {
    $ticks++;
    echo "$name $ticks, timer #$id\n";
    if ($ticks === 3) {
        Timer::clear($id);
    }
}, 'tick');

Timer::after($ms * 4, function () {
    echo "after: once, and the last\n";
});

$never = Timer::after($ms * 2, function () {
    echo "this one has been called off\n";
});
Timer::clear($never);

foreach (Timer::list() as $id) {
    echo "timer #$id repeats every ", Timer::info($id)['interval'], " ms (0: does not repeat)\n";
}
Event::wait();
