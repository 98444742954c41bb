<?php

namespace Swoole\Server;

/**
 * A listening endpoint of a server: what Server::listen() returns. Settings and callbacks that a port lacks are the server's.
 *
 * @class-alias swoole_server_port
 * @class-init
 * @not-serializable
 */
class Port
{
    /**
     * Address, or path of the unix socket.
     */
    public $host;

    /**
     * Port number; what the system chose if 0 was asked for.
     */
    public $port = 0;

    /**
     * SWOOLE_SOCK_*.
     */
    public $type = 0;

    /**
     * Descriptor of the listening socket.
     */
    public $sock = -1;

    /**
     * Whether the port speaks TLS.
     */
    public $ssl = false;

    /**
     * The port's own settings, as given to set().
     */
    public $setting;

    /**
     * Iterates over the ids of the port's sessions (Connection\Iterator).
     */
    public $connections;

    /**
     * Ports are made by a server.
     *
     * @does-nothing
     */
    private function __construct()
    {
    }

    /**
     * Frees what the object holds.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Changes the port's settings; those not named stay as they are. Before start() only.
     */
    public function set(array $settings): void
    {
    }

    /**
     * Sets the port's callback of an event.
     *
     * @return bool false with a warning for an unknown event
     */
    public function on(string $event_name, callable $callback): bool
    {
    }

    /**
     * The port's callback of an event; null if it has none of its own.
     */
    public function getCallback(string $event_name): ?\Closure
    {
    }

    /**
     * The listening socket, as the sockets extension has it.
     */
    public function getSocket(): \Socket|false
    {
    }
}
