<?php

namespace Swoole\Coroutine;

use Swoole\Coroutine;
use Swoole\Coroutine\Server\Connection;
use Swoole\Exception;

/**
 * A server for TCP or a unix socket in the coroutines of this process: each connection is handled in one of its own.
 *
 * @short-name Co\Server
 * @in-php
 */
class Server
{
    /**
     * Where it listens: an address, or the path of a unix socket.
     */
    public $host = '';

    /**
     * The port, also if the system has chosen it.
     */
    public $port = 0;

    /**
     * AF_INET, AF_INET6 or AF_UNIX.
     */
    public $type = 2;

    /**
     * The number of the descriptor.
     */
    public $fd = -1;

    /**
     * Why start() has returned false.
     */
    public $errCode = 0;

    /**
     * What was set.
     */
    public $setting = [];

    /**
     * Whether it accepts connections.
     */
    protected $running = false;

    /**
     * What handles a connection.
     */
    protected $fn;

    /**
     * The socket that it listens with.
     */
    protected $socket;

    /**
     * Listens. Nobody is accepted before start().
     *
     * @param string $host an IPv4 or IPv6 address, or `unix:` and a path
     * @param int $port 0 for one that is free
     * @param bool $ssl whether connections speak TLS
     * @param bool $reuse_port whether other processes may listen there too
     * @throws Exception if that is not to be had
     */
    public function __construct(string $host, int $port = 0, bool $ssl = false, bool $reuse_port = false)
    {
        if (str_starts_with($host, 'unix:')) {
            [$this->type, $this->host] = [AF_UNIX, substr($host, strlen('unix:'))];
        } else {
            [$this->type, $this->host] = [str_contains($host, ':') ? AF_INET6 : AF_INET, $host];
        }
        $this->socket = new Socket($this->type, SOCK_STREAM, 0);
        if ($reuse_port) {
            $this->socket->setOption(SOL_SOCKET, SO_REUSEPORT, true);
        }
        if (!$this->socket->bind($this->host, $port)) {
            throw new Exception("bind({$this->host}:{$port}) failed", $this->socket->errCode);
        }
        if (!$this->socket->listen()) {
            throw new Exception('listen() failed', $this->socket->errCode);
        }
        $this->port = $this->socket->getsockname()['port'] ?? 0;
        $this->fd = $this->socket->fd;
        $this->setting['open_ssl'] = $ssl;
    }

    /**
     * Sets how connections are framed, and their TLS. Before start().
     *
     * @param array $setting as for Socket::setProtocol()
     */
    public function set(array $setting): void
    {
        $this->setting = array_merge($this->setting, $setting);
    }

    /**
     * Sets what handles a connection. Before start().
     *
     * @param callable $fn gets the Server\Connection; runs in a coroutine of its own
     */
    public function handle(callable $fn): void
    {
        $this->fn = $fn;
    }

    /**
     * Accepts no more connections; start() returns. Those that are there go on.
     *
     * @return bool false if it was not accepting
     */
    public function shutdown(): bool
    {
        $this->running = false;
        return $this->socket->cancel(SWOOLE_EVENT_READ);
    }

    /**
     * Accepts connections until shutdown(). May be called again afterwards.
     *
     * @return bool false, with a warning, if it cannot go on; $errCode says why
     */
    public function start(): bool
    {
        if ($this->fn === null) {
            $this->errCode = SOCKET_EINVAL;
            return false;
        }
        if (!$this->socket->setProtocol($this->setting)) {
            $this->errCode = $this->socket->errCode;
            return false;
        }
        $this->running = true;
        while ($this->running) {
            $socket = $this->socket->accept(-1);
            if ($socket !== false) {
                if (Coroutine::create($this->serve(...), $socket) === false) {
                    // There are too many: the connection is given up, and others wait.
                    $socket->close();
                    Coroutine::sleep(1);
                }
                continue;
            }
            $this->errCode = $this->socket->errCode;
            switch ($this->errCode) {
                case SOCKET_EMFILE:
                case SOCKET_ENFILE:
                    Coroutine::sleep(1);
                    break;
                case SOCKET_EINTR:
                case SOCKET_EAGAIN:
                case SOCKET_ETIMEDOUT:
                case SOCKET_ECONNABORTED:
                    break;
                case SWOOLE_ERROR_CO_CANCELED:
                case SOCKET_ECANCELED:
                    $this->running = false;
                    break;
                default:
                    if ($this->running) {
                        $this->running = false;
                        trigger_error("accept failed, Error: {$this->socket->errMsg}[{$this->errCode}]", E_USER_WARNING);
                        return false;
                    }
            }
        }
        $this->errCode = 0;
        return true;
    }

    private function serve(Socket $socket): void
    {
        $socket->setProtocol($this->setting);
        if ($this->setting['open_ssl'] && !$socket->sslHandshake()) {
            return;
        }
        ($this->fn)(new Connection($socket));
    }
}
