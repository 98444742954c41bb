<?php

namespace Swoole;

/**
 * Which of PHP's own blocking functions give way to other coroutines while they wait.
 *
 * None of them does yet: a request for one is answered with false and, once in a process, a warning.
 *
 * @class-init
 */
class Runtime
{
    /**
     * Asks for the functions that $flags name (SWOOLE_HOOK_*), and no others. 0 asks for none.
     */
    public static function enableCoroutine(int $flags = \SWOOLE_HOOK_ALL): bool
    {
    }

    /**
     * The functions that give way, as SWOOLE_HOOK_* flags.
     */
    public static function getHookFlags(): int
    {
    }

    /**
     * As enableCoroutine().
     *
     * @implementation-alias Swoole\Runtime::enableCoroutine
     */
    public static function setHookFlags(int $flags): bool
    {
    }
}
