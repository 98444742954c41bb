<?php

namespace Swoole\Coroutine;

/**
 * A lock between coroutines: who waits for it gives way to others. The coroutine that holds it may take it again; one unlock() gives it back.
 *
 * @short-name Co\Lock
 * @class-init
 * @not-serializable
 */
class Lock
{
    /**
     * Why the last lock() that failed did: SOCKET_EBUSY, SWOOLE_ERROR_CO_CANCELED or SWOOLE_ERROR_CO_OUT_OF_COROUTINE.
     */
    public $errCode = 0;

    /**
     * Makes the lock, free.
     *
     * @param bool $shared whether it holds for the coroutines of all processes that are forked from here on, too
     */
    public function __construct(bool $shared = false)
    {
    }

    /**
     * Takes the lock. In a process those who wait get it in the order in which they came.
     *
     * @param int $operation LOCK_EX; with LOCK_NB it does not wait
     * @return bool false if it was not to be had; $errCode says why
     */
    public function lock(int $operation = \LOCK_EX): bool
    {
    }

    /**
     * Gives the lock back, whichever coroutine has taken it.
     */
    public function unlock(): bool
    {
    }
}
