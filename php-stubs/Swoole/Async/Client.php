<?php

namespace Swoole\Async;

/**
 * A client of the event loop: no call waits, and what happens is told by callbacks.
 *
 * @not-serializable
 */
class Client extends \Swoole\Client
{
    /**
     * A client without a connection.
     *
     * @param int $type SWOOLE_SOCK_*
     * @throws \TypeError for a type that is none
     */
    public function __construct(int $type)
    {
    }

    /**
     * Closes the connection.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Begins to connect. What comes of it "connect" or "error" tells.
     *
     * @param float $timeout seconds for connecting; 0 and less is for ever
     * @param int $sock_flag UDP: 1 takes no datagrams but the peer's
     * @return bool false with a warning if nothing was begun
     * @throws \Swoole\Exception if a callback is missing
     */
    public function connect(string $host, int $port = 0, float $timeout = 0.5, int $sock_flag = 0): bool
    {
    }

    /**
     * Stops reading: what comes waits.
     *
     * @return bool false if it has stopped already
     */
    public function sleep(): bool
    {
    }

    /**
     * Reads again after sleep().
     *
     * @return bool false if it was reading
     */
    public function wakeup(): bool
    {
    }

    /**
     * Another name of sleep().
     *
     * @implementation-alias Swoole\Async\Client::sleep
     */
    public function pause(): bool
    {
    }

    /**
     * Another name of wakeup().
     *
     * @implementation-alias Swoole\Async\Client::wakeup
     */
    public function resume(): bool
    {
    }

    /**
     * Speaks TLS from here on, as the settings ssl_* say; $onSslReady is called when that is agreed on, onClose if it is not.
     *
     * @throws \Swoole\Exception without a callback
     */
    public function enableSSL(?callable $onSslReady = null): bool
    {
    }

    /**
     * Whether it is connected.
     */
    public function isConnected(): bool
    {
    }

    /**
     * Closes the connection, and calls "close". What was sent and waits still goes out.
     *
     * @param bool $force throws away what waits
     */
    public function close(bool $force = false): bool
    {
    }

    /**
     * Sets a callback, before connect().
     *
     * @param string $host connect, receive, close, error, bufferFull or bufferEmpty
     * @param callable $callback gets the client, and what was received
     */
    public function on(string $host, callable $callback): bool
    {
    }
}
