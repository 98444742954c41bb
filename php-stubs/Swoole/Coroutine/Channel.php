<?php

namespace Swoole\Coroutine;

/**
 * A queue between coroutines: who pushes waits for room, who pops waits for a value.
 *
 * @short-name chan
 * @short-name Co\Channel
 * @class-init
 * @not-serializable
 */
class Channel
{
    /**
     * How many values fit.
     */
    public $capacity = 0;

    /**
     * Why the last push() or pop() failed: SWOOLE_CHANNEL_*.
     */
    public $errCode = 0;

    /**
     * A channel without values.
     *
     * @param int $size how many values fit; at least 1
     */
    public function __construct(int $size = 1)
    {
    }

    /**
     * Puts a value in, and waits for room if there is none.
     *
     * @param float $timeout seconds; for ever if it is not positive
     * @return bool false if time was up, the wait was cancelled or the channel is closed; $errCode says which
     */
    public function push(mixed $data, float $timeout = -1): bool
    {
    }

    /**
     * Takes the oldest value out, and waits for one if there is none.
     *
     * @param float $timeout seconds; for ever if it is not positive
     * @return mixed false if time was up, the wait was cancelled or the channel is closed and empty; $errCode says which
     */
    public function pop(float $timeout = -1): mixed
    {
    }

    /**
     * Whether there is no value.
     */
    public function isEmpty(): bool
    {
    }

    /**
     * Whether there is no room.
     */
    public function isFull(): bool
    {
    }

    /**
     * Closes the channel and wakes all that wait; the values that are in it can still be popped. False if it is closed already.
     */
    public function close(): bool
    {
    }

    /**
     * How many values there are, and how many coroutines wait at each end.
     */
    public function stats(): array
    {
    }

    /**
     * How many values there are.
     */
    public function length(): int
    {
    }
}
