<?php

namespace Swoole\Http2;

/**
 * What is asked for with Swoole\Coroutine\Http2\Client::send().
 *
 * @class-alias swoole_http2_request
 */
class Request
{
    /**
     * Path and query.
     */
    public $path = '/';

    /**
     * The method.
     */
    public $method = 'GET';

    /**
     * Header fields by name; host says which server is meant.
     */
    public $headers;

    /**
     * Cookies by name.
     */
    public $cookies;

    /**
     * The body: a string, or an array, which is sent as a form.
     */
    public $data = '';

    /**
     * More of the body follows with write().
     */
    public $pipeline = false;

    /**
     * The response is received piece by piece, also by recv().
     */
    public $usePipelineRead = false;
}
