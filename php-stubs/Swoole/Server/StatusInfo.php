<?php

namespace Swoole\Server;

/**
 * What onWorkerError gets instead of single arguments (`event_object`).
 */
class StatusInfo
{
    /**
     * Number of the worker.
     */
    public $worker_id = 0;

    /**
     * Its process id.
     */
    public $worker_pid = 0;

    /**
     * What wait() said of its end.
     */
    public $status = 0;

    /**
     * Its exit code.
     */
    public $exit_code = 0;

    /**
     * The signal that ended it; 0 if none did.
     */
    public $signal = 0;
}
