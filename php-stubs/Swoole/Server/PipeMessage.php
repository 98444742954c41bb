<?php

namespace Swoole\Server;

/**
 * What onPipeMessage gets instead of single arguments (`event_object`).
 */
class PipeMessage
{
    /**
     * Number of the worker that sent the message.
     */
    public $source_worker_id = 0;

    /**
     * The same.
     */
    public $worker_id = 0;

    /**
     * When the message was sent, in seconds.
     */
    public $dispatch_time = 0.0;

    /**
     * The message.
     */
    public $data;
}
