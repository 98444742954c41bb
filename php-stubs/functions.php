<?php

/*
 * The functions of the extension. Those that do what a method does share its handler.
 */

/**
 * The version of the extension, as `SWOOLE_VERSION` has it.
 */
function swoole_version(): string
{
}

/**
 * The function form of Event::add().
 *
 * @implementation-alias Swoole\Event::add
 */
function swoole_event_add(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = \SWOOLE_EVENT_READ): int|false
{
}

/**
 * The function form of Event::del().
 *
 * @implementation-alias Swoole\Event::del
 */
function swoole_event_del(mixed $fd): bool
{
}

/**
 * The function form of Event::set().
 *
 * @implementation-alias Swoole\Event::set
 */
function swoole_event_set(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = 0): bool
{
}

/**
 * The function form of Event::isset().
 *
 * @implementation-alias Swoole\Event::isset
 */
function swoole_event_isset(mixed $fd, int $events = 1536): bool
{
}

/**
 * The function form of Event::dispatch().
 *
 * @implementation-alias Swoole\Event::dispatch
 */
function swoole_event_dispatch(): bool
{
}

/**
 * The function form of Event::defer().
 *
 * @implementation-alias Swoole\Event::defer
 */
function swoole_event_defer(callable $callback): bool
{
}

/**
 * The function form of Event::cycle().
 *
 * @implementation-alias Swoole\Event::cycle
 */
function swoole_event_cycle(?callable $callback, bool $before = false): bool
{
}

/**
 * The function form of Event::write().
 *
 * @implementation-alias Swoole\Event::write
 */
function swoole_event_write(mixed $fd, string $data): bool
{
}

/**
 * The function form of Event::wait().
 *
 * @implementation-alias Swoole\Event::wait
 */
function swoole_event_wait(): void
{
}

/**
 * The function form of Event::rshutdown().
 *
 * @implementation-alias Swoole\Event::rshutdown
 */
function swoole_event_rshutdown(): void
{
}

/**
 * The function form of Event::exit().
 *
 * @implementation-alias Swoole\Event::exit
 */
function swoole_event_exit(): void
{
}

/**
 * The function form of Timer::tick().
 *
 * @implementation-alias Swoole\Timer::tick
 */
function swoole_timer_tick(int $ms, callable $callback): int|false
{
}

/**
 * The function form of Timer::after().
 *
 * @implementation-alias Swoole\Timer::after
 */
function swoole_timer_after(int $ms, callable $callback): int|false
{
}

/**
 * The function form of Timer::exists().
 *
 * @implementation-alias Swoole\Timer::exists
 */
function swoole_timer_exists(int $timer_id): bool
{
}

/**
 * The function form of Timer::info().
 *
 * @implementation-alias Swoole\Timer::info
 */
function swoole_timer_info(int $timer_id): ?array
{
}

/**
 * The function form of Timer::stats().
 *
 * @implementation-alias Swoole\Timer::stats
 */
function swoole_timer_stats(): array
{
}

/**
 * The function form of Timer::list().
 *
 * @implementation-alias Swoole\Timer::list
 */
function swoole_timer_list(): \Swoole\Timer\Iterator
{
}

/**
 * The function form of Timer::clear().
 *
 * @implementation-alias Swoole\Timer::clear
 */
function swoole_timer_clear(int $timer_id): bool
{
}

/**
 * The function form of Timer::clearAll().
 *
 * @implementation-alias Swoole\Timer::clearAll
 */
function swoole_timer_clear_all(): bool
{
}
