<?php

namespace Swoole;

/**
 * A client whose calls wait: TCP, UDP and unix sockets.
 *
 * A call that fails warns, returns false and leaves a number in $errCode: an errno, or one of SWOOLE_ERROR_*.
 *
 * @class-alias swoole_client
 * @class-init
 * @not-serializable
 */
class Client
{
    /** For send() and recv(): data out of band. */
    public const MSG_OOB = 1;
    /** For recv(): what is returned stays there for the next call. */
    public const MSG_PEEK = 2;
    /** For send() and recv(): do not wait. */
    public const MSG_DONTWAIT = 64;
    /** For recv(): wait for as many bytes as asked for. */
    public const MSG_WAITALL = 256;
    /** For shutdown(): sending and receiving. */
    public const SHUT_RDWR = 2;
    /** For shutdown(): receiving. */
    public const SHUT_RD = 0;
    /** For shutdown(): sending. */
    public const SHUT_WR = 1;

    /**
     * Why the last call failed: an errno, or one of SWOOLE_ERROR_*. Calls that succeed leave it.
     */
    public $errCode = 0;

    /**
     * Descriptor of the socket, from connect() on; it keeps its number when the connection is closed.
     */
    public $sock = -1;

    /**
     * Whether the connection was there already (SWOOLE_KEEP).
     */
    public $reuse = false;

    /**
     * How often the connection was taken up again (SWOOLE_KEEP).
     */
    public $reuseCount = 0;

    /**
     * SWOOLE_SOCK_*, with the flags given to the constructor.
     */
    public $type = 0;

    /**
     * Key of the connection (SWOOLE_KEEP); null stands for host and port.
     */
    public $id;

    /**
     * What was set.
     */
    public $setting;

    /**
     * A client without a connection.
     *
     * @param int $type SWOOLE_SOCK_*, with SWOOLE_KEEP for a connection that close() leaves open for the next client
     * @param bool $async not supported here, see Swoole\Async\Client
     * @param string $id key of the connection, for SWOOLE_KEEP; host and port if empty
     * @throws \TypeError for a type that is none
     */
    public function __construct(int $type, bool $async = SWOOLE_SOCK_SYNC, string $id = '')
    {
    }

    /**
     * Closes the connection, unless it is kept.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Settings, before connect(): framing, timeouts, proxies, the own address. docs/settings.md lists them.
     *
     * @throws Exception for a value that no setting can have
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Connects.
     *
     * @param string $host address, name or path
     * @param int $port port, 0 for unix sockets
     * @param float $timeout seconds for connecting, and for each wait of later calls unless settings say otherwise; 0 and less is for ever
     * @param int $sock_flag TCP: 1 does not wait, swoole_client_select() tells when it is writable; UDP: 1 takes no datagrams but the peer's
     */
    public function connect(string $host, int $port = 0, float $timeout = 0.5, int $sock_flag = 0): bool
    {
    }

    /**
     * Receives what is there, waiting if it is nothing: at most $size bytes, a datagram, or a whole package if the settings frame the stream.
     *
     * What has come of a package when the time is over is kept for the next call.
     *
     * @param int $size bytes at most, no more than 65536 without MSG_WAITALL
     * @param int $flag MSG_*
     * @return string|false '' at the end of the stream, or after a package that cannot be
     */
    public function recv(int $size = 65536, int $flag = 0): string|false
    {
    }

    /**
     * Sends all of it, waiting for room.
     *
     * @return int|false bytes sent
     */
    public function send(string $data, int $flag = 0): int|false
    {
    }

    /**
     * Sends a file, or a part of one.
     *
     * @param int $offset first byte
     * @param int $length bytes; 0 is all from there on
     */
    public function sendfile(string $filename, int $offset = 0, int $length = 0): bool
    {
    }

    /**
     * Sends a datagram to any address. connect() need not come before.
     */
    public function sendto(string $ip, int $port, string $data): bool
    {
    }

    /**
     * Ends sending, receiving or both.
     *
     * @param int $how SHUT_*
     */
    public function shutdown(int $how): bool
    {
    }

    /**
     * Speaks TLS from here on, as the settings ssl_* say; for protocols that begin without it. False if the handshake fails.
     *
     * @param callable|null $onSslReady means something to clients of the event loop only
     */
    public function enableSSL(?callable $onSslReady = null): bool
    {
    }

    /**
     * The peer's certificate, in PEM; openssl_x509_parse() takes it apart.
     */
    public function getPeerCert(): string|bool
    {
    }

    /**
     * Whether the peer's certificate is signed by somebody trusted (ssl_cafile, ssl_capath, else the system's) and, where the peer has a name, for it.
     */
    public function verifyPeerCert(): bool
    {
    }

    /**
     * Whether connect() has succeeded and close() was not called; whether the peer is still there only send() and recv() find out.
     */
    public function isConnected(): bool
    {
    }

    /**
     * The own end.
     *
     * @return array|false host and port
     */
    public function getsockname(): array|false
    {
    }

    /**
     * The peer, or who sent the last datagram.
     *
     * @return array|false host and port
     */
    public function getpeername(): array|false
    {
    }

    /**
     * Closes the connection; one that is kept (SWOOLE_KEEP) is left to the next client.
     *
     * @param bool $force closes also a connection that is kept
     */
    public function close(bool $force = false): bool
    {
    }

    /**
     * The socket as ext-sockets knows it, over a descriptor of its own.
     */
    public function getSocket(): \Socket|false
    {
    }
}
