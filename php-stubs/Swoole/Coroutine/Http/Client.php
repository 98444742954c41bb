<?php

namespace Swoole\Coroutine\Http;

/**
 * A client of HTTP/1.1 whose requests make the coroutine wait, while others run. One request at a time; a connection is kept for the next.
 *
 * A request that gets no response returns false: $statusCode is negative (SWOOLE_HTTP_CLIENT_ESTATUS_*), $errCode and $errMsg say why.
 *
 * @short-name Co\Http\Client
 * @class-init
 * @not-serializable
 */
class Client
{
    /**
     * The socket, while there is one.
     */
    public $socket;

    /**
     * Why the last call failed: an errno, or one of SWOOLE_ERROR_*.
     */
    public $errCode = 0;

    /**
     * The same as a sentence.
     */
    public $errMsg = '';

    /**
     * Whether there is a connection.
     */
    public $connected = false;

    /**
     * The server, as the constructor was told.
     */
    public $host = '';

    /**
     * Its port.
     */
    public $port = 0;

    /**
     * Whether TLS was asked for.
     */
    public $ssl = false;

    /**
     * What was set.
     */
    public $setting;

    /**
     * Method of the requests; null is GET, or POST with a body.
     */
    public $requestMethod;

    /**
     * Headers of all requests.
     */
    public $requestHeaders;

    /**
     * Body of the requests.
     */
    public $requestBody;

    /**
     * What addFile() and addData() have added to the next request.
     */
    public $uploadFiles;

    /**
     * The file that the next response's body is written to.
     */
    public $downloadFile;

    /**
     * Where to begin in it.
     */
    public $downloadOffset = 0;

    /**
     * Status code of the response; negative if there is none: SWOOLE_HTTP_CLIENT_ESTATUS_*.
     */
    public $statusCode = 0;

    /**
     * Headers of the response, names in lower case; one that comes again is a list.
     */
    public $headers;

    /**
     * The Set-Cookie headers of the response as they came.
     */
    public $set_cookie_headers;

    /**
     * Cookies that requests send: those set, and those that responses have set since.
     */
    public $cookies;

    /**
     * Body of the response.
     */
    public $body = '';

    /**
     * A client without a connection; requests open one.
     *
     * @param string $host address, name, or unix:/path
     * @param int $port 0 is 80, with TLS 443
     * @param bool $ssl speak TLS; the settings ssl_* say how
     * @throws Client\Exception for a host that is empty or a port that is none
     */
    public function __construct(string $host, int $port = 0, bool $ssl = false)
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
     * Settings: timeouts, keep_alive, compression, proxies and more. docs/settings.md lists them.
     *
     * @return bool false for no settings at all, and with a warning for a value that one cannot have
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Whether responses are received by recv().
     */
    public function getDefer(): bool
    {
    }

    /**
     * Requests are sent and their responses received later, by recv().
     */
    public function setDefer(bool $defer = true): bool
    {
    }

    /**
     * Method of the requests by execute().
     */
    public function setMethod(string $method): bool
    {
    }

    /**
     * Headers of all requests. An array as a value stands for several headers of that name.
     */
    public function setHeaders(array $headers): bool
    {
    }

    /**
     * User and password of all requests, by the Basic scheme.
     */
    public function setBasicAuth(string $username, string $password): void
    {
    }

    /**
     * Cookies of all requests, names and values; values are URL-encoded. What responses have set is forgotten.
     */
    public function setCookies(array $cookies): bool
    {
    }

    /**
     * Body of the requests: bytes, or a form.
     */
    public function setData(array|string $data): bool
    {
    }

    /**
     * Adds a file to the next request, which becomes a form in parts. It is read when the request is sent.
     *
     * @param string $name name of the form's field
     * @param ?string $type content type; by the suffix of the file's name if not given
     * @param ?string $filename name that the server is told; the file's own if not given
     * @param int $offset first byte
     * @param int $length bytes; 0 is all from there on
     */
    public function addFile(string $path, string $name, ?string $type = null, ?string $filename = null, int $offset = 0, int $length = 0): bool
    {
    }

    /**
     * Adds content to the next request as if it were a file.
     *
     * @param string $path the content
     * @param string $name name of the form's field
     * @param ?string $type content type
     * @param ?string $filename name that the server is told; $name if not given
     */
    public function addData(string $path, string $name, ?string $type = null, ?string $filename = null): bool
    {
    }

    /**
     * Makes a request with the method and the body that were set.
     *
     * @param string $path path and query
     * @return bool whether there is a response, whatever its status
     * @throws Client\Exception for what cannot be sent: a method, path, header or cookie that would break the line, or is too long
     */
    public function execute(string $path): bool
    {
    }

    /**
     * The peer.
     *
     * @return array|false address and port
     */
    public function getpeername(): array|false
    {
    }

    /**
     * The own end.
     *
     * @return array|false address and port
     */
    public function getsockname(): array|false
    {
    }

    /**
     * Makes a GET request; see execute().
     */
    public function get(string $path): bool
    {
    }

    /**
     * Makes a POST request; see execute().
     *
     * @param mixed $data body: an array is a form, anything else a string
     */
    public function post(string $path, mixed $data): bool
    {
    }

    /**
     * Makes a request whose response's body is written to a file as it comes. Without a body there is no file.
     *
     * @param string $file is emptied if it exists, unless there is an offset
     * @param int $offset where to begin in the file
     */
    public function download(string $path, string $file, int $offset = 0): bool
    {
    }

    /**
     * Body of the response.
     */
    public function getBody(): string|false
    {
    }

    /**
     * Headers of the response.
     */
    public function getHeaders(): array|false|null
    {
    }

    /**
     * Cookies; see $cookies.
     */
    public function getCookies(): array|false|null
    {
    }

    /**
     * Status code of the response; see $statusCode.
     */
    public function getStatusCode(): int|false
    {
    }

    /**
     * Head of the last request as it was sent.
     */
    public function getHeaderOut(): string|false
    {
    }

    /**
     * The peer's certificate, in PEM; false without TLS.
     */
    public function getPeerCert(): string|false
    {
    }

    /**
     * Asks the server to go over to WebSocket. If it does, $statusCode is 101, and push() and recv() speak WebSocket from then on.
     *
     * @param string $path path and query
     * @return bool whether there is a response, whatever its status
     */
    public function upgrade(string $path): bool
    {
    }

    /**
     * Sends a WebSocket frame; one coroutine may push while another receives.
     *
     * @param mixed $data the payload, or a Swoole\WebSocket\Frame, for which the other arguments count for nothing
     * @param int $opcode what it is, one of `WEBSOCKET_OPCODE_*`
     * @param int $flags a combination of `SWOOLE_WEBSOCKET_FLAG_*`; compressed is only what a server can read that has agreed to it
     */
    public function push(mixed $data, int $opcode = SWOOLE_WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): bool
    {
    }

    /**
     * Receives the response to a deferred request, or a WebSocket message. Pings are answered and closes echoed, unless settings have the script see
     * them.
     *
     * @param float $timeout seconds for all of it; 0 is what settings say, less is for ever
     * @return \Swoole\WebSocket\Frame|string|bool false if there is none in time, or nothing was asked for; an empty string at the end of a WebSocket
     */
    public function recv(float $timeout = 0): \Swoole\WebSocket\Frame|string|bool
    {
    }

    /**
     * Closes the connection. A request of another coroutine that waits fails, with ECANCELED in $errCode.
     */
    public function close(): bool
    {
    }

    /**
     * Sends a WebSocket ping. recv() gives the pong if open_websocket_pong_frame is set.
     *
     * @param string $data what the pong is to carry, 125 bytes at most
     */
    public function ping(string $data = ''): bool
    {
    }

    /**
     * Says goodbye to the server with a WebSocket close frame, and closes the connection.
     *
     * @param int $code why: one of `WEBSOCKET_CLOSE_*` that may be sent, or a number from 3000 to 4999
     * @param string $reason the same in words, 123 bytes at most
     */
    public function disconnect(int $code = SWOOLE_WEBSOCKET_CLOSE_NORMAL, string $reason = ''): bool
    {
    }
}
