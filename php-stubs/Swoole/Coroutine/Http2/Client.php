<?php

namespace Swoole\Coroutine\Http2;

/**
 * A client of HTTP/2: many requests at a time on one connection. Its calls make the coroutine wait, while others run.
 *
 * send() gives the number of a stream; recv() gives whichever response is complete first. One coroutine receives, any may send.
 * A call that fails returns false; $errCode and $errMsg say why.
 *
 * @short-name Co\Http2\Client
 * @class-alias swoole_http2_client
 * @class-init
 * @not-serializable
 */
class Client
{
    /**
     * Why the last call failed: an errno, one of SWOOLE_ERROR_*, or of SWOOLE_HTTP2_ERROR_* if the server has said goodbye.
     */
    public $errCode = 0;

    /**
     * The same as a sentence, or what the server has said.
     */
    public $errMsg = '';

    /**
     * Not used; see $socket.
     */
    public $sock = -1;

    /**
     * Not used.
     */
    public $type = 0;

    /**
     * What was set.
     */
    public $setting;

    /**
     * The socket, while there is one.
     */
    public $socket;

    /**
     * Whether there is a connection.
     */
    public $connected = false;

    /**
     * The server, as the constructor was told.
     */
    public $host;

    /**
     * Its port.
     */
    public $port = 0;

    /**
     * Whether TLS was asked for.
     */
    public $ssl = false;

    /**
     * The last stream that a server has taken which has said goodbye.
     */
    public $serverLastStreamId = 0;

    /**
     * Makes a client; it connects when connect() is called.
     *
     * @param string $host address, name, or unix:/path
     * @param int $port of 0 to 65535
     * @param bool $open_ssl speak TLS; the settings ssl_* say how
     * @throws Client\Exception for a host that is empty or a port that is none
     */
    public function __construct(string $host, int $port = 80, bool $open_ssl = false)
    {
    }

    /**
     * Nothing is left to do.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Changes settings: timeouts, proxies, ssl_*, http2_*.
     *
     * @param array $settings by name
     * @return bool false for no settings at all, and with a warning for a value that one cannot have
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Connects.
     *
     * @return bool false if it failed, or there is a connection
     */
    public function connect(): bool
    {
    }

    /**
     * Says how the connection stands: streams, and what each side has asked of the other.
     *
     * @param string $key one element of it: current_stream_id, last_stream_id, local_settings, remote_settings, active_stream_num
     * @return array|int null if there is no such element
     */
    public function stats(string $key = ''): array|int
    {
    }

    /**
     * Says whether a stream is open.
     *
     * @param int $stream_id its number; 0 asks for the connection
     */
    public function isStreamExist(int $stream_id): bool
    {
    }

    /**
     * Sends a request; with its $pipeline, the beginning of one.
     *
     * @param \Swoole\Http2\Request $request what is asked for
     * @return int|false the number of its stream
     * @throws Client\Exception for what cannot be sent: a part that would break its line, a cookie that is too long
     */
    public function send(\Swoole\Http2\Request $request): int|false
    {
    }

    /**
     * Sends more of the body of a request that was sent with $pipeline.
     *
     * @param int $stream_id its stream
     * @param mixed $data a string, or an array, which becomes a query string
     * @param bool $end_stream it is the last
     */
    public function write(int $stream_id, mixed $data, bool $end_stream = false): bool
    {
    }

    /**
     * Receives the next response that is complete. Of a request with $usePipelineRead: the next piece.
     *
     * @param float $timeout seconds; 0 is what settings say, less is for ever
     */
    public function recv(float $timeout = 0): \Swoole\Http2\Response|false
    {
    }

    /**
     * Receives the next piece of any response: its $pipeline says whether more follows.
     *
     * @param float $timeout as for recv()
     */
    public function read(float $timeout = 0): \Swoole\Http2\Response|false
    {
    }

    /**
     * Tells the server that this side ends the connection.
     *
     * @param int $error_code one of SWOOLE_HTTP2_ERROR_*
     * @param string $debug_data what is said beside
     */
    public function goaway(int $error_code = \SWOOLE_HTTP2_ERROR_NO_ERROR, string $debug_data = ''): bool
    {
    }

    /**
     * Sends a ping, which the server answers.
     */
    public function ping(): bool
    {
    }

    /**
     * Closes the connection.
     *
     * @return bool false if there is none
     */
    public function close(): bool
    {
    }
}
