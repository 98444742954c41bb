<?php

namespace Swoole;

/**
 * Coroutines: functions that give way while they wait, so that one process serves thousands at once.
 *
 * @short-name Co
 */
class Coroutine
{
    /**
     * Runs a function in a new coroutine, with $param. It runs at once, until it first waits.
     *
     * @return int|false the coroutine's number; false with a warning if there are too many
     */
    public static function create(callable $func, mixed ...$param): int|false
    {
    }

    /**
     * Calls back when the coroutine that runs ends; what was added last comes first.
     */
    public static function defer(callable $callback): void
    {
    }

    /**
     * Settings of all coroutines of the process; what was set before and is not named stays.
     *
     * @param array $options names and values: max_coroutine, c_stack_size, enable_deadlock_check, ...
     */
    public static function set(array $options): void
    {
    }

    /**
     * What was set; null if nothing was.
     */
    public static function getOptions(): ?array
    {
    }

    /**
     * Whether there is a coroutine of that number.
     */
    public static function exists(int $cid): bool
    {
    }

    /**
     * Gives way until somebody calls resume() with this coroutine's number.
     *
     * @return bool false if it was cancelled
     */
    public static function yield(): bool
    {
    }

    /**
     * Ends what a coroutine waits for: that call fails there.
     *
     * @param bool $throw_exception throws a CanceledException there
     * @return bool false if there is no such coroutine or it cannot be cancelled; swoole_last_error() says which
     */
    public static function cancel(int $cid, bool $throw_exception = false): bool
    {
    }

    /**
     * Waits until all of these coroutines have ended.
     *
     * @param array $cid_array numbers of coroutines; those that are gone already do not count
     * @param float $timeout seconds; for ever if it is not positive
     * @return bool false if time was up, or there is nobody to wait for
     */
    public static function join(array $cid_array, float $timeout = -1): bool
    {
    }

    /**
     * Whether the last wait of the coroutine that runs was cancelled.
     */
    public static function isCanceled(): bool
    {
    }

    /**
     * Gives the coroutine that runs so long to end: what it waits for by then throws a TimeoutException.
     *
     * @param float $timeout seconds
     */
    public static function setTimeLimit(float $timeout): bool
    {
    }

    /**
     * Gives way until somebody calls resume() with this coroutine's number.
     *
     * @implementation-alias Swoole\Coroutine::yield
     */
    public static function suspend(): bool
    {
    }

    /**
     * Goes on with a coroutine that has given way by yield().
     *
     * @return bool false with a warning if it waits for something else, or is not there
     */
    public static function resume(int $cid): bool
    {
    }

    /**
     * Counts of coroutines, events and threads.
     */
    public static function stats(): array
    {
    }

    /**
     * The number of the coroutine that runs; -1 outside of all.
     */
    public static function getCid(): int
    {
    }

    /**
     * The number of the coroutine that runs; -1 outside of all.
     *
     * @implementation-alias Swoole\Coroutine::getCid
     */
    public static function getuid(): int
    {
    }

    /**
     * Who made a coroutine.
     *
     * @param int $cid 0 stands for the one that runs
     * @return int|false its number, -1 if no coroutine did; false if there is no such coroutine
     */
    public static function getPcid(int $cid = 0): int|false
    {
    }

    /**
     * What a coroutine keeps for itself: gone when it ends.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getContext(int $cid = 0): ?\Swoole\Coroutine\Context
    {
    }

    /**
     * Where a coroutine is, as debug_backtrace() has it.
     *
     * @param int $cid 0 stands for the one that runs
     * @return array|false false if there is no such coroutine
     */
    public static function getBackTrace(int $cid = 0, int $options = \DEBUG_BACKTRACE_PROVIDE_OBJECT, int $limit = 0): array|false
    {
    }

    /**
     * Prints where a coroutine is, as debug_print_backtrace() does.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function printBackTrace(int $cid = 0, int $options = 0, int $limit = 0): void
    {
    }

    /**
     * Milliseconds since a coroutine was made; -1 if there is none of that number.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getElapsed(int $cid = 0): int
    {
    }

    /**
     * Bytes of a coroutine's PHP stack; false if there is none of that number.
     *
     * @param int $cid 0 stands for the one that runs
     */
    public static function getStackUsage(int $cid = 0): int|false
    {
    }

    /**
     * The numbers of all coroutines.
     */
    public static function list(): \Swoole\Coroutine\Iterator
    {
    }

    /**
     * The numbers of all coroutines.
     *
     * @implementation-alias Swoole\Coroutine::list
     */
    public static function listCoroutines(): \Swoole\Coroutine\Iterator
    {
    }

    /**
     * Lets a coroutine that computes for long be interrupted again; false if it may be already.
     */
    public static function enableScheduler(): bool
    {
    }

    /**
     * Keeps coroutines from being interrupted while they compute.
     */
    public static function disableScheduler(): bool
    {
    }

    /**
     * Waits.
     *
     * @implementation-alias Swoole\Coroutine\System::sleep
     * @param float $seconds at least 0.001
     */
    public static function sleep(float $seconds): bool
    {
    }
}
