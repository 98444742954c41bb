<?php

namespace Swoole;

/**
 * What `exit()` becomes inside a coroutine, so that it ends the coroutine and not the process unnoticed.
 *
 * @class-alias swoole_exit_exception
 */
class ExitException extends \Swoole\Exception
{
    /**
     * Where `exit()` was called: a combination of `SWOOLE_EXIT_*`.
     */
    private $flags = 0;

    /**
     * What was passed to `exit()`.
     */
    private $status = 0;

    /**
     * Where `exit()` was called.
     *
     * @return int a combination of SWOOLE_EXIT_IN_COROUTINE and SWOOLE_EXIT_IN_SERVER
     */
    public function getFlags(): int
    {
    }

    /**
     * What was passed to `exit()`: a status number or a message.
     */
    public function getStatus(): mixed
    {
    }
}
