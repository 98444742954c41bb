<?php

namespace Swoole\Coroutine\Http;

/**
 * An HTTP/1.1 server in the coroutines of this process: each connection is served in one of its own, request after request.
 *
 * Requests and answers are those of Swoole\Http\Server. An answer may be given later, by another coroutine; the next request of the same
 * connection waits for it. What is malformed, too large or too slow is answered without the script.
 *
 * @short-name Co\Http\Server
 * @class-init
 * @not-serializable
 */
final class Server
{
    /**
     * The number of the descriptor that it listens with.
     */
    public $fd = -1;

    /**
     * Where it listens, as the constructor was told.
     */
    public $host;

    /**
     * The port, also if the system has chosen it.
     */
    public $port = -1;

    /**
     * Whether connections speak TLS.
     */
    public $ssl = false;

    /**
     * What was set.
     */
    public $settings;

    /**
     * Why start() has returned.
     */
    public $errCode = 0;

    /**
     * The same in words.
     */
    public $errMsg = '';

    /**
     * Listens. Nobody is accepted before start().
     *
     * @param string $host an IPv4 or IPv6 address, or `unix:` and a path
     * @param int $port 0 for one that is free
     * @param bool $ssl whether connections speak TLS
     * @param bool $reuse_port whether other processes may listen there too
     * @throws \Swoole\Exception if that is not to be had
     */
    public function __construct(string $host, int $port = 0, bool $ssl = false, bool $reuse_port = false)
    {
    }

    /**
     * Sets how HTTP is spoken: limits, uploads, compression, static files, as for Swoole\Http\Server. Holds for connections that are accepted
     * after the next start().
     *
     * @throws \Swoole\Exception for a value that no setting can have
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Sets what handles the requests whose paths begin with a text. Where several do, the longest counts; what none does is answered 404.
     *
     * @param string $pattern `/` for all
     * @param callable $callback gets a Swoole\Http\Request and a Swoole\Http\Response; runs in the connection's coroutine
     */
    public function handle(string $pattern, callable $callback): bool
    {
    }

    /**
     * Accepts connections until shutdown(). May be called again afterwards.
     *
     * @return bool false if it cannot go on; $errCode says why
     * @throws \Swoole\Exception if it is to speak TLS and has no certificate that is of use, see ssl_cert_file and ssl_key_file
     */
    public function start(): bool
    {
    }

    /**
     * Accepts no more connections; start() returns. Requests that are being served are answered, as the last on their connections.
     */
    public function shutdown(): void
    {
    }
}
