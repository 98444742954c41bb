<?php

namespace Swoole;

/**
 * Which of PHP's own blocking functions give way to other coroutines while they wait.
 *
 * `Swoole\Coroutine\run()` turns all on that are there, unless the script has chosen before, here or by the setting `hook_flags`: sleep() and its
 * like (SWOOLE_HOOK_SLEEP); streams over TCP, UDP and unix sockets that are made by address from then on, with all that is built on them (SWOOLE_HOOK_TCP, _UDP,
 * _UNIX, _UDG), encrypted ones only from stream_socket_enable_crypto() on; stream_select() (SWOOLE_HOOK_STREAM_FUNCTION); gethostbyname()
 * (SWOOLE_HOOK_NET_FUNCTION); flock() (SWOOLE_HOOK_FILE), while files are read and written at once. All others block as ever, and are not among the flags that getHookFlags() returns.
 *
 * @class-init
 */
class Runtime
{
    /**
     * Asks for the functions that $flags name (SWOOLE_HOOK_*), and no others. 0 asks for none. Whoever asks for some that are not there, and not simply
     * for all, is warned.
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
