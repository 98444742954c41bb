<?php

namespace Swoole\Coroutine\Server;

use Swoole\Coroutine\Socket;

/**
 * A connection of a Coroutine\Server. It is closed when nobody holds it any more.
 *
 * @short-name Co\Server\Connection
 * @in-php
 */
class Connection
{
    /**
     * The socket of the connection.
     */
    protected $socket;

    /**
     * Makes one of a socket.
     */
    public function __construct(Socket $conn)
    {
        $this->socket = $conn;
    }

    /**
     * Waits for data: a whole package, if the server frames them.
     *
     * @param float $timeout limit in seconds; 0 for the usual one, below for none
     * @return string|false empty when the peer has closed
     */
    public function recv(float $timeout = 0)
    {
        return $this->socket->recvPacket($timeout);
    }

    /**
     * Sends all of the data.
     *
     * @return int|false how many bytes that were
     */
    public function send(string $data)
    {
        return $this->socket->sendAll($data);
    }

    /**
     * Closes the connection.
     *
     * @return bool false if it was closed already
     */
    public function close(): bool
    {
        return $this->socket->close();
    }

    /**
     * The socket, for what is not offered here.
     */
    public function exportSocket(): Socket
    {
        return $this->socket;
    }
}
