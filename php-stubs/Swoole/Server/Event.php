<?php

namespace Swoole\Server;

/**
 * What onReceive, onConnect and onClose get instead of single arguments (`event_object`).
 */
class Event
{
    /**
     * Number of the reactor thread; -1 if the server closed the session.
     */
    public $reactor_id = 0;

    /**
     * Session id.
     */
    public $fd = 0;

    /**
     * When the event was handed to the worker, in seconds.
     */
    public $dispatch_time = 0.0;

    /**
     * What was received; null for other events.
     */
    public $data;
}
