<?php

namespace Swoole\Atomic;

/**
 * A 64-bit signed counter that this process shares with all that are forked after it was made. Sums wrap around.
 *
 * @class-alias swoole_atomic_long
 * @class-init
 * @not-serializable
 */
class Long
{
    /**
     * Makes the counter.
     *
     * @param int $value value to begin with
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
     * Sets the value if it is $cmp_value; returns whether it was.
     */
    public function cmpset(int $cmp_value, int $new_value): bool
    {
    }
}
