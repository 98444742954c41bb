<?php

namespace Swoole\Coroutine;

/**
 * What a process asks of its system, without blocking: time, files, names, processes, signals.
 *
 * @short-name Co\System
 */
class System
{
    /**
     * Waits.
     *
     * @param float $seconds at least 0.001
     */
    public static function sleep(float $seconds): bool
    {
    }
}
