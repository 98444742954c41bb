<?php

namespace Swoole\Server;

/**
 * What onTask gets instead of single arguments (`task_use_object`, `task_enable_coroutine`).
 *
 * @class-init
 * @not-serializable
 */
final class Task
{
    /**
     * The task.
     */
    public $data;

    /**
     * When it was handed out, in seconds.
     */
    public $dispatch_time = 0.0;

    /**
     * Its number.
     */
    public $id = -1;

    /**
     * Number of the worker that handed it out.
     */
    public $worker_id = -1;

    /**
     * A combination of SWOOLE_TASK_*.
     */
    public $flags = 0;

    /**
     * Gives the result to the worker that handed the task out.
     *
     * @return bool false with a warning if that worker does not wait for one
     */
    public function finish(mixed $data): bool
    {
    }

    /**
     * Puts data into the form in which tasks travel in a message queue.
     *
     * @return string|false the bytes
     */
    public static function pack(mixed $data): string|false
    {
    }

    /**
     * Undoes pack().
     *
     * @return mixed the data, or false if the bytes are not such
     */
    public static function unpack(string $data): mixed
    {
    }
}
