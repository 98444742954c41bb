<?php

namespace Swoole\Http;

/**
 * A cookie to be set.
 *
 * @class-init
 * @not-serializable
 */
class Cookie
{
    /**
     * An empty cookie.
     *
     * @param bool $encode encode the value as in a URL
     */
    public function __construct(bool $encode = true)
    {
    }

    /**
     * Sets the name.
     */
    public function withName(string $name): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets the value; an empty one has the client delete the cookie.
     */
    public function withValue(string $value = ''): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets when it ends, in seconds of the Unix time; 0 is with the browser.
     */
    public function withExpires(int $expires = 0): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets the path it is sent to.
     */
    public function withPath(string $path = '/'): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets the domain it is sent to.
     */
    public function withDomain(string $domain = ''): \Swoole\Http\Cookie
    {
    }

    /**
     * Has it sent over TLS only.
     */
    public function withSecure(bool $secure = false): \Swoole\Http\Cookie
    {
    }

    /**
     * Hides it from scripts.
     */
    public function withHttpOnly(bool $httpOnly = false): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets SameSite: Strict, Lax or None.
     */
    public function withSameSite(string $sameSite = ''): \Swoole\Http\Cookie
    {
    }

    /**
     * Sets Priority: Low, Medium or High.
     */
    public function withPriority(string $priority = ''): \Swoole\Http\Cookie
    {
    }

    /**
     * Keeps it apart for each top-level site.
     */
    public function withPartitioned(bool $partitioned = false): \Swoole\Http\Cookie
    {
    }

    /**
     * The value of Set-Cookie; false with a warning if the cookie cannot be.
     */
    public function toString(): string|false
    {
    }

    /**
     * All of it.
     */
    public function toArray(): array
    {
    }

    /**
     * Makes it empty.
     */
    public function reset(): void
    {
    }
}
