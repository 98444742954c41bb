<?php

namespace Swoole\Coroutine\Http;

/**
 * The answer to a request of get(), post() or request().
 *
 * @in-php
 */
class ClientProxy
{
    private string $body;

    private int $statusCode;

    private array $headers;

    private array $cookies;

    /**
     * Makes one of its parts.
     */
    public function __construct(string $body, int $statusCode, ?array $headers, ?array $cookies)
    {
        $this->body = $body;
        $this->statusCode = $statusCode;
        $this->headers = $headers ?? [];
        $this->cookies = $cookies ?? [];
    }

    /**
     * The body.
     */
    public function getBody(): string
    {
        return $this->body;
    }

    /**
     * The status.
     */
    public function getStatusCode(): int
    {
        return $this->statusCode;
    }

    /**
     * The headers, under their names in lower case.
     */
    public function getHeaders(): array
    {
        return $this->headers;
    }

    /**
     * The cookies, those that were sent included.
     */
    public function getCookies(): array
    {
        return $this->cookies;
    }
}
