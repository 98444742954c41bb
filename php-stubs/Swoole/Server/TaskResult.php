<?php

namespace Swoole\Server;

/**
 * What onFinish gets instead of single arguments (`event_object`).
 */
class TaskResult
{
    /**
     * Number of the task.
     */
    public $task_id = 0;

    /**
     * Number of the task worker.
     */
    public $task_worker_id = 0;

    /**
     * When the task was handed out, in seconds.
     */
    public $dispatch_time = 0.0;

    /**
     * The result.
     */
    public $data;
}
