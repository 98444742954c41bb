<?php
/*
 * Processor time of what coroutines do all the time, and the memory of one that sleeps; the same script for every build that is measured.
 *
 *   php coroutine.php [CALLS]
 *
 * Prints a line for each: its name and nanoseconds per call, user and system, the empty loop taken off; of the memory, bytes.
 */
use Swoole\Coroutine;
use Swoole\Coroutine\Channel;

$calls = (int) ($argv[1] ?? 1_000_000);
Coroutine::set(['hook_flags' => 0]);
ini_set('memory_limit', -1);

function processor_time(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9 + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
}

function resident(): int
{
    preg_match('/^VmRSS:\s+(\d+) kB/m', file_get_contents('/proc/self/status'), $found);
    return $found[1] * 1024;
}

function measure(Closure $loop, int $calls): float
{
    $loop(1000);
    $before = processor_time();
    $loop($calls);
    return (processor_time() - $before) / $calls;
}

Coroutine\run(function () use ($calls) {
    $sleepers = 90_000;
    $ids = [];
    resident();
    $before = resident();
    for ($i = 0; $i < $sleepers; $i++) {
        $ids[] = Coroutine::create(fn () => Coroutine::sleep(600));
    }
    $bytes = (resident() - $before) / $sleepers;
    array_map([Coroutine::class, 'cancel'], $ids);

    $empty = measure(function (int $n) {
        for ($i = 0; $i < $n; $i++) {
        }
    }, $calls);
    $loops = [
        'coroutine yield and resume' => function (int $n) {
            $other = Coroutine::create(function () use ($n) {
                for ($i = 0; $i < $n; $i++) {
                    Coroutine::yield();
                }
            });
            for ($i = 0; $i < $n; $i++) {
                Coroutine::resume($other);
            }
        },
        'coroutine create, run, end' => function (int $n) {
            $nothing = function () {};
            for ($i = 0; $i < $n; $i++) {
                Coroutine::create($nothing);
            }
        },
        'channel push and pop' => function (int $n) {
            $channel = new Channel(1);
            Coroutine::create(function () use ($channel, $n) {
                for ($i = 0; $i < $n; $i++) {
                    $channel->push($i);
                }
            });
            for ($i = 0; $i < $n; $i++) {
                $channel->pop();
            }
        },
        'channel push and pop, no wait' => function (int $n) {
            $channel = new Channel(1);
            for ($i = 0; $i < $n; $i++) {
                $channel->push($i);
                $channel->pop();
            }
        },
    ];
    foreach ($loops as $name => $loop) {
        printf("%s\t%.1f\n", $name, measure($loop, $calls) - $empty);
    }
    printf("90,000 sleeping coroutines, bytes\t%.0f\n", $bytes);
});
