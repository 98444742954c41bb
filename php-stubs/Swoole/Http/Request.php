<?php

namespace Swoole\Http;

/**
 * An HTTP request. Its arrays are built when they are first read.
 *
 * @class-init
 * @not-serializable
 */
class Request
{
    /**
     * Id of the client's session.
     */
    public $fd = 0;

    /**
     * Stream of the request, 0 in HTTP/1.
     */
    public $streamId = 0;

    /**
     * Header fields, names in lower case; a field that came more than once has an array of its values.
     */
    public $header;

    /**
     * What $_SERVER would have, names in lower case.
     */
    public $server;

    /**
     * Cookies; null if there are none.
     */
    public $cookie;

    /**
     * Parameters of the query; null if there is none.
     */
    public $get;

    /**
     * Uploads, as $_FILES has them; null if there are none.
     */
    public $files;

    /**
     * Fields of a form; null if the body is none.
     */
    public $post;

    /**
     * Paths of the temporary files of uploads.
     */
    public $tmpfiles;

    /**
     * The body.
     */
    public function getContent(): string|false
    {
    }

    /**
     * The body.
     *
     * @implementation-alias Swoole\Http\Request::getContent
     */
    public function rawContent(): string|false
    {
    }

    /**
     * The whole request as it came.
     */
    public function getData(): string|false
    {
    }

    /**
     * A request to be filled by parse().
     *
     * @param array $options parse_cookie, parse_body, parse_files: bool; upload_tmp_dir: string
     */
    public static function create(array $options = []): \Swoole\Http\Request
    {
    }

    /**
     * Takes more of a request's bytes in; those behind its end are left.
     *
     * @return int|false how many were taken; false if they are no request, or it is complete already
     */
    public function parse(string $data): int|false
    {
    }

    /**
     * Whether the request is complete.
     */
    public function isCompleted(): bool
    {
    }

    /**
     * The method.
     */
    public function getMethod(): string|false
    {
    }
}
