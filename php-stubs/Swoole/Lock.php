<?php

namespace Swoole;

/**
 * A lock between this process and all that are forked after it was made. A process that dies holding it blocks nobody.
 *
 * @class-alias swoole_lock
 * @class-init
 * @not-serializable
 */
class Lock
{
    /**
     * One holder; who waits sleeps.
     */
    const MUTEX = 3;

    /**
     * Many readers or one writer.
     */
    const RWLOCK = 1;

    /**
     * One holder; who waits stays on its processor.
     */
    const SPINLOCK = 5;

    /**
     * Why the last lock() returned false: SOCKET_EBUSY, SOCKET_ETIMEDOUT, 35 (waiting for oneself) or SOCKET_EAGAIN (too many readers).
     */
    public $errCode = 0;

    /**
     * Makes the lock, free.
     *
     * @param int $type MUTEX, RWLOCK or SPINLOCK
     */
    public function __construct(int $type = \SWOOLE_MUTEX)
    {
    }

    /**
     * Takes the lock. Blocks the whole process.
     *
     * @param int $operation LOCK_EX, or LOCK_SH for a read-write lock that others may read under too; with LOCK_NB it does not wait
     * @param float $timeout limit in seconds; none if it is not above 0
     * @return bool false if it was not to be had; $errCode says why
     */
    public function lock(int $operation = \LOCK_EX, float $timeout = -1): bool
    {
    }

    /**
     * Gives the lock back, whichever process has taken it.
     */
    public function unlock(): bool
    {
    }
}
