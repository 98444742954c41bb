<?php
/**
 * Coroutines that do everything at once: timers, channels, waits that are cancelled or run out of time, joins, exceptions, exits, fibers, generators, output
 * buffers, preemption; beside them processes whose coroutines end in an uncaught exception, exit() or a fatal error while others wait. What is sent is received,
 * every end is the one expected and no signal, and memory does not grow.
 */
require_once __DIR__ . '/bootstrap.php';

use Swoole\Coroutine;
use Swoole\Coroutine\Channel;
use Swoole\Timer;

$rounds = rounds(12_000);
may_take(120 + intdiv($rounds, 10));

/** What one round does; returns how many values went through its channels. */
function round_of_everything(int $n): int
{
    $received = 0;
    $channel = new Channel(1 + $n % 3);
    $ids = [];
    for ($producer = 0; $producer < 4; $producer++) {
        $ids[] = go(function () use ($channel, $producer) {
            for ($i = 0; $i < 8; $i++) {
                $channel->push(str_repeat('x', $i * 50) . $producer, 30);
            }
        });
    }
    for ($consumer = 0; $consumer < 4; $consumer++) {
        $ids[] = go(function () use ($channel, &$received) {
            for ($i = 0; $i < 8; $i++) {
                is_string($channel->pop(30)) and $received++;
            }
        });
    }
    // Waits that are cancelled, with and without an exception, or too late.
    $waits = [
        fn () => Coroutine::sleep(30),
        fn () => Coroutine::yield(),
        fn () => (new Channel(1))->pop(30),
        fn () => Coroutine::join([Coroutine::getPcid()], 30),
    ];
    foreach ($waits as $i => $wait) {
        $id = go(function () use ($wait) {
            Coroutine::defer(fn () => Coroutine::getContext()['deferred'] = true);
            try {
                $wait();
            } catch (Coroutine\CanceledException) {
            }
        });
        Coroutine::cancel($id, ($n + $i) % 2 === 1);
    }
    $ids[] = go(fn () => (new Channel(1))->pop(0.001));
    // Timers, which begin coroutines of their own.
    $ticks = 0;
    $done = new Channel(1);
    Timer::tick(1, function (int $timer) use (&$ticks, $done) {
        if (++$ticks === 3) {
            Timer::clear($timer);
            $done->push(true);
        }
    });
    Timer::clear(Timer::after(1000, fn () => null));
    // Exceptions and exits that are caught, across generators, fibers, sorts and output buffers that wait.
    $ids[] = go(function () {
        $generator = (function () {
            try {
                for ($i = 0; $i < 3; $i++) {
                    Coroutine::sleep(0.001);
                    yield $i;
                }
                throw new LogicException('at the end');
            } finally {
                Coroutine::sleep(0.001);
            }
        })();
        try {
            foreach ($generator as $value);
        } catch (LogicException) {
        }
        try {
            exit($value);
        } catch (Swoole\ExitException $exit) {
            assert($exit->getStatus() === 2);
        }
        ob_start();
        echo 'mine';
        $list = [3, 1, 2];
        usort($list, function ($a, $b) {
            Coroutine::sleep(0.001);
            return $a <=> $b;
        });
        assert(ob_get_clean() === 'mine' && $list === [1, 2, 3]);
    });
    $ids[] = go(function () {
        $fiber = new Fiber(function () {
            Coroutine::sleep(0.001);
            Fiber::suspend();
            // Given up here.
            Coroutine::sleep(0.001);
            Fiber::suspend();
        });
        $fiber->start();
        $fiber->resume();
    });
    // One that computes until the timers have gone on.
    $ids[] = go(function () use (&$ticks) {
        while ($ticks === 0) {
            hrtime();
        }
    });
    Coroutine::join($ids, 60);
    $done->pop(60);
    return $received;
}

/** A process whose coroutine ends as `$how` says while others wait; its exit code. */
function process_that_ends(string $how): array
{
    $process = new Swoole\Process(function () use ($how) {
        ini_set('display_errors', '0');
        ini_set('memory_limit', '64M');
        Coroutine::set(['max_coroutine' => 1000]);
        Coroutine\run(function () use ($how) {
            for ($i = 0; $i < 20; $i++) {
                go(fn () => $i % 2 ? Coroutine::sleep(30) : (new Channel(1))->pop());
            }
            go(function () use ($how) {
                Coroutine::defer(fn () => Coroutine::sleep(0.001));
                Coroutine::sleep(0.001);
                match ($how) {
                    'exception' => throw new RuntimeException('on purpose'),
                    'exit' => exit(3),
                    'memory' => str_repeat('x', 128 << 20),
                    'error' => trigger_error('on purpose', E_USER_ERROR),
                };
            });
        });
    }, true);
    $process->start();
    return Swoole\Process::wait();
}

$ways = ['exception' => 255, 'exit' => 255, 'memory' => 255, 'error' => 255];
if (without_limit()) {
    unset($ways['memory']);
}
Coroutine::set(['enable_preemptive_scheduler' => true]);
$first = null;
$at = 0;
$received = 0;
$began = microtime(true);
for ($n = 1; $n <= $rounds; $n++) {
    Coroutine\run(function () use ($n, &$received) {
        $received += round_of_everything($n);
    });
    if ($n % 100 === 0 || $n === $rounds) {
        foreach ($ways as $how => $code) {
            $end = process_that_ends($how);
            same([0, $code], [$end['signal'], $end['code']], "signal and exit code after: $how");
        }
    }
    if ($first === null && $n >= $rounds / 4) {
        gc_collect_cycles();
        [$first, $at] = [private_memory(getmypid()), $n];
    }
}
gc_collect_cycles();
$last = private_memory(getmypid());
figure('rounds', $rounds);
figure('seconds', round(microtime(true) - $began));
figure("KB after $at and after $rounds rounds", "$first $last");
same(32 * $rounds, $received, 'values received');
same(0, Coroutine::stats()['coroutine_num'], 'coroutines left');
check($last - $first < 2048 || without_limit(), "memory: $first KB, then $last");

// A million by default, one after the other and many at a time. As many each time: nobody makes way.
Coroutine::set(['enable_preemptive_scheduler' => false]);
$batches = max(2, intdiv($rounds, 120));
for ($batch = 0; $batch < $batches; $batch++) {
    Coroutine\run(function () {
        for ($i = 0; $i < 10_000; $i++) {
            go(fn () => $i % 10 ?: Coroutine::sleep(0.001));
        }
    });
    // What the first needed is kept for the others.
    $before ??= private_memory(getmypid());
}
$after = private_memory(getmypid());
figure('coroutines, and at a time', $batches * 10_000 . ' ' . Coroutine::stats()['coroutine_peak_num']);
figure('KB after the first 10,000 and the last', "$before $after");
check($after - $before < 2048 || without_limit(), "memory of coroutines that end: $before KB, then $after");
