<?php

namespace Swoole;

/**
 * A 32-bit unsigned counter that this process shares with all that are forked after it was made. Sums wrap around.
 *
 * @class-alias swoole_atomic
 * @class-init
 * @not-serializable
 */
class Atomic
{
    /**
     * Makes the counter.
     *
     * @param int $value value to begin with, modulo 2^32
     */
    public function __construct(int $value = 0)
    {
    }

    /**
     * Adds and returns the sum.
     */
    public function add(int $add_value = 1): int
    {
    }

    /**
     * Subtracts and returns the difference.
     */
    public function sub(int $sub_value = 1): int
    {
    }

    /**
     * The value.
     */
    public function get(): int
    {
    }

    /**
     * Sets the value.
     */
    public function set(int $value): void
    {
    }

    /**
     * Waits for wakeup(). A counter of 1 becomes 0 and nobody waits; only 0 and 1 can be waited for. Blocks the whole process.
     *
     * @param float $timeout limit in seconds; none if it is not above 0
     * @return bool false when the time is over or a signal came (swoole_errno() says which)
     */
    public function wait(float $timeout = 1.0): bool
    {
    }

    /**
     * Makes a counter of 0 one of 1 and wakes $count of those who wait.
     */
    public function wakeup(int $count = 1): bool
    {
    }

    /**
     * Sets the value if it is $cmp_value; returns whether it was.
     */
    public function cmpset(int $cmp_value, int $new_value): bool
    {
    }
}
