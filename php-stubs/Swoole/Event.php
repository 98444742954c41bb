<?php

namespace Swoole;

/**
 * The event loop of the process: waits for descriptors and calls back.
 *
 * A descriptor is a number, a stream, or a Socket of the sockets extension. The class has no objects.
 *
 * @class-alias swoole_event
 * @class-init
 */
class Event
{
    /**
     * Watches a descriptor, which is made non-blocking.
     *
     * @param mixed $fd a descriptor number, stream or socket
     * @param ?callable $read_callback called with $fd when it can be read
     * @param ?callable $write_callback called with $fd when it can be written
     * @param int $events SWOOLE_EVENT_READ, SWOOLE_EVENT_WRITE or both
     * @return int|false the descriptor's number; false with a warning if it is watched already or is none
     */
    public static function add(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = \SWOOLE_EVENT_READ): int|false
    {
    }

    /**
     * Stops watching a descriptor; to be called before it is closed.
     *
     * @return bool false with a warning if it is not watched
     */
    public static function del(mixed $fd): bool
    {
    }

    /**
     * Changes callbacks or events of a descriptor that is watched; null and 0 leave them as they are.
     *
     * @return bool false with a warning if it is not watched
     */
    public static function set(mixed $fd, ?callable $read_callback = null, ?callable $write_callback = null, int $events = 0): bool
    {
    }

    /**
     * Whether a descriptor is watched for any of the events.
     */
    public static function isset(mixed $fd, int $events = 1536): bool
    {
    }

    /**
     * Runs one round of the loop: waits for events, calls back, returns.
     */
    public static function dispatch(): bool
    {
    }

    /**
     * Calls back at the end of this round of the loop, or in the next one.
     */
    public static function defer(callable $callback): bool
    {
    }

    /**
     * Calls back in each round of the loop; null takes the callback away.
     *
     * @param bool $before at the beginning of the round, not at its end
     * @return bool false if there was none to take away
     */
    public static function cycle(?callable $callback, bool $before = false): bool
    {
    }

    /**
     * Sends data, and what the socket does not take as soon as it does.
     *
     * @return bool false if the socket is in error or the buffer is full
     */
    public static function write(mixed $fd, string $data): bool
    {
    }

    /**
     * Runs the loop until nothing is left to wait for, or exit() is called.
     */
    public static function wait(): void
    {
    }

    /**
     * Runs the loop at the end of a script that did not call wait(). Called by the extension.
     */
    public static function rshutdown(): void
    {
    }

    /**
     * Ends the loop after the current callback.
     */
    public static function exit(): void
    {
    }
}
