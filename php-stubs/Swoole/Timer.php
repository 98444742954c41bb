<?php

namespace Swoole;

/**
 * Timers of the event loop, in milliseconds. The class has no objects.
 *
 * @class-alias swoole_timer
 * @class-init
 */
class Timer
{
    /**
     * Calls back again and again, with the timer's id and $params.
     *
     * @param int $ms interval in milliseconds, at least SWOOLE_TIMER_MIN_MS
     * @return int|false the timer's id; false with a warning if the interval is out of bounds
     */
    public static function tick(int $ms, callable $callback, mixed ...$params): int|false
    {
    }

    /**
     * Calls back once, with $params.
     *
     * @param int $ms delay in milliseconds, at least SWOOLE_TIMER_MIN_MS
     * @return int|false the timer's id; false with a warning if the delay is out of bounds
     */
    public static function after(int $ms, callable $callback, mixed ...$params): int|false
    {
    }

    /**
     * Whether the timer is there and not cleared.
     */
    public static function exists(int $timer_id): bool
    {
    }

    /**
     * Facts about a timer: exec_msec and interval (milliseconds), exec_count, round, removed; null if there is none of that id.
     */
    public static function info(int $timer_id): ?array
    {
    }

    /**
     * How the timers are doing: initialized, num, round.
     */
    public static function stats(): array
    {
    }

    /**
     * The ids of all timers.
     */
    public static function list(): \Swoole\Timer\Iterator
    {
    }

    /**
     * Takes a timer away.
     *
     * @return bool false if there is none of that id
     */
    public static function clear(int $timer_id): bool
    {
    }

    /**
     * Takes all timers of the process away.
     */
    public static function clearAll(): bool
    {
    }
}
