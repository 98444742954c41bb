<?php

namespace Swoole\Http;

/**
 * The answer to an HTTP request. One that is neither ended nor detached when it is destroyed is answered 500.
 *
 * @class-init
 * @not-serializable
 */
class Response
{
    /**
     * Id of the client's session.
     */
    public $fd = 0;

    /**
     * The socket of an answer that a coroutine server sends.
     */
    public $socket;

    /**
     * Header fields set so far, by name.
     */
    public $header;

    /**
     * Values of Set-Cookie set so far.
     */
    public $cookie;

    /**
     * Trailer fields set so far, by name.
     */
    public $trailer;

    /**
     * Makes the arrays of header fields, cookies and trailers, empty.
     */
    public function initHeader(): bool
    {
    }

    /**
     * Whether the answer is neither ended nor detached.
     */
    public function isWritable(): bool
    {
    }

    /**
     * Sets a cookie; its value is encoded as in a URL.
     */
    public function cookie(\Swoole\Http\Cookie|string $name_or_object, string $value = '', int $expires = 0, string $path = '/', string $domain = '', bool $secure = false, bool $httponly = false, string $samesite = '', string $priority = '', bool $partitioned = false): bool
    {
    }

    /**
     * Sets a cookie; its value is encoded as in a URL.
     *
     * @implementation-alias Swoole\Http\Response::cookie
     */
    public function setCookie(\Swoole\Http\Cookie|string $name_or_object, string $value = '', int $expires = 0, string $path = '/', string $domain = '', bool $secure = false, bool $httponly = false, string $samesite = '', string $priority = '', bool $partitioned = false): bool
    {
    }

    /**
     * Sets a cookie whose value is sent as it is.
     */
    public function rawcookie(\Swoole\Http\Cookie|string $name_or_object, string $value = '', int $expires = 0, string $path = '/', string $domain = '', bool $secure = false, bool $httponly = false, string $samesite = '', string $priority = '', bool $partitioned = false): bool
    {
    }

    /**
     * Sets a cookie whose value is sent as it is.
     *
     * @implementation-alias Swoole\Http\Response::rawcookie
     */
    public function setRawCookie(\Swoole\Http\Cookie|string $name_or_object, string $value = '', int $expires = 0, string $path = '/', string $domain = '', bool $secure = false, bool $httponly = false, string $samesite = '', string $priority = '', bool $partitioned = false): bool
    {
    }

    /**
     * Sets the status code, 100 to 999, and what stands behind it.
     */
    public function status(int $http_code, string $reason = ''): bool
    {
    }

    /**
     * Sets the status code, 100 to 999, and what stands behind it.
     *
     * @implementation-alias Swoole\Http\Response::status
     */
    public function setStatusCode(int $http_code, string $reason = ''): bool
    {
    }

    /**
     * Sets a header field; null takes it away, an array is sent as several fields. White space at the end of a value is dropped.
     *
     * @param bool $format write the name as `Content-Type` is written
     */
    public function header(string $key, array|string $value, bool $format = true): bool
    {
    }

    /**
     * Sets a header field.
     *
     * @implementation-alias Swoole\Http\Response::header
     */
    public function setHeader(string $key, array|string $value, bool $format = true): bool
    {
    }

    /**
     * Sets a field that is sent behind a body of unknown length.
     */
    public function trailer(string $key, string $value): bool
    {
    }

    /**
     * Sends a ping, in HTTP/2 and WebSocket.
     */
    public function ping(string $data = ''): bool
    {
    }

    /**
     * Says in HTTP/2 that the connection will be closed.
     */
    public function goaway(int $error_code = \SWOOLE_HTTP2_ERROR_NO_ERROR, string $debug_data = ''): bool
    {
    }

    /**
     * Sends a piece of a body of unknown length.
     */
    public function write(string $content): bool
    {
    }

    /**
     * Sends the answer, or what is left of it.
     */
    public function end(?string $content = null): bool
    {
    }

    /**
     * Sends a file, or a part of it, as the answer. Its type is what the suffix of its name says, unless the script sets a Content-Type.
     */
    public function sendfile(string $filename, int $offset = 0, int $length = 0): bool
    {
    }

    /**
     * Sends the client elsewhere and ends the answer.
     */
    public function redirect(string $location, int $http_code = 302): bool
    {
    }

    /**
     * Leaves the answer to others: Response::create() or Server::send().
     */
    public function detach(): bool
    {
    }

    /**
     * An answer to the request that a session waits for.
     *
     * @param object|array|int $server the server, [server, request], or a session id
     */
    public static function create(object|array|int $server = -1, int $fd = -1): \Swoole\Http\Response|false
    {
    }

    /**
     * Takes the client of a coroutine server over to WebSocket: answers its handshake, with the fields and cookies set before. What asks for
     * none, or wrongly, is answered 400 (426 for another version of the protocol).
     *
     * @return bool whether it has gone over
     */
    public function upgrade(): bool
    {
    }

    /**
     * Sends a WebSocket frame, in a coroutine server; waits while the client is slow.
     *
     * @param \Swoole\WebSocket\Frame|string $data the payload, or a frame, for which the other arguments count for nothing
     * @param int $opcode what it is, one of `WEBSOCKET_OPCODE_*`
     * @param int $flags a combination of `SWOOLE_WEBSOCKET_FLAG_*`; compressed is only what a client can read that has agreed to it
     */
    public function push(\Swoole\WebSocket\Frame|string $data, int $opcode = \SWOOLE_WEBSOCKET_OPCODE_TEXT, int $flags = \SWOOLE_WEBSOCKET_FLAG_FIN): bool
    {
    }

    /**
     * Receives a WebSocket message, in a coroutine server. Pings are answered and closes echoed, unless settings have the script see them.
     *
     * @param float $timeout seconds; 0 is what settings say, less is for ever
     * @return \Swoole\WebSocket\Frame|string|false an empty string at the end of the connection, false when time is over
     */
    public function recv(float $timeout = 0): \Swoole\WebSocket\Frame|string|false
    {
    }

    /**
     * Closes the connection.
     */
    public function close(): bool
    {
    }

    /**
     * Says goodbye to the client with a WebSocket close frame, and closes the connection.
     *
     * @param int $code why: one of `WEBSOCKET_CLOSE_*` that may be sent, or a number from 3000 to 4999
     * @param string $reason the same in words, 123 bytes at most
     */
    public function disconnect(int $code = \SWOOLE_WEBSOCKET_CLOSE_NORMAL, string $reason = ''): bool
    {
    }
}
