<?php

namespace Swoole\Http2;

/**
 * A response of HTTP/2, or a piece of one.
 *
 * @class-alias swoole_http2_response
 */
class Response
{
    /**
     * The stream of its request.
     */
    public $streamId = 0;

    /**
     * Why the server has reset the stream, if it has: one of SWOOLE_HTTP2_ERROR_*.
     */
    public $errCode = 0;

    /**
     * The status; -3 if the stream was reset, 0 in a piece that is not the first.
     */
    public $statusCode = 0;

    /**
     * More of it follows.
     */
    public $pipeline = false;

    /**
     * Header fields and trailers by name in lower case; null in a piece that has none.
     */
    public $headers;

    /**
     * The values of Set-Cookie.
     */
    public $set_cookie_headers;

    /**
     * The cookies that they set, by name.
     */
    public $cookies;

    /**
     * The body, decoded if it was compressed.
     */
    public $data;
}
