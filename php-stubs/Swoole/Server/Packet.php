<?php

namespace Swoole\Server;

/**
 * What onPacket gets instead of single arguments (`event_object`).
 */
class Packet
{
    /**
     * Descriptor of the port.
     */
    public $server_socket = 0;

    /**
     * Number of the port.
     */
    public $server_port = 0;

    /**
     * When the datagram was handed to the worker, in seconds.
     */
    public $dispatch_time = 0.0;

    /**
     * The sender's address.
     */
    public $address;

    /**
     * The sender's port.
     */
    public $port = 0;
}
