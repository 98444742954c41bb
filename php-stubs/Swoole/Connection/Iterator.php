<?php

namespace Swoole\Connection;

/**
 * The ids of the sessions of a server or of one port (`$server->connections`). Made afresh by each rewind(); sessions that have gone meanwhile are left out.
 *
 * @class-alias swoole_connection_iterator
 * @class-init
 * @not-serializable
 */
class Iterator implements \Iterator, \ArrayAccess, \Countable
{
    /**
     * Of no use to scripts: an iterator made by hand is empty.
     *
     * @does-nothing
     */
    public function __construct()
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
     * Starts over, at the lowest id.
     */
    public function rewind(): void
    {
    }

    /**
     * Goes on to the next id.
     */
    public function next(): void
    {
    }

    /**
     * The session id.
     */
    public function current(): mixed
    {
    }

    /**
     * Position, from 0.
     */
    public function key(): mixed
    {
    }

    /**
     * Whether there is a session at this position.
     */
    public function valid(): bool
    {
    }

    /**
     * How many sessions there are.
     */
    public function count(): int
    {
    }

    /**
     * Whether there is a session of that id.
     */
    public function offsetExists(mixed $fd): bool
    {
    }

    /**
     * What Server::getClientInfo() says of the session.
     */
    public function offsetGet(mixed $fd): mixed
    {
    }

    /**
     * Does nothing: sessions cannot be set.
     */
    public function offsetSet(mixed $fd, mixed $value): void
    {
    }

    /**
     * Does nothing: sessions are closed with Server::close().
     */
    public function offsetUnset(mixed $fd): void
    {
    }
}
