<?php

namespace Swoole\Coroutine;

/**
 * A client of TCP, UDP and unix sockets whose calls make the coroutine wait, while others run.
 *
 * A call that fails returns false and leaves a number in $errCode and its sentence in $errMsg.
 *
 * @short-name Co\Client
 * @class-init
 * @not-serializable
 */
class Client
{
    /** For sockets: data out of band. */
    public const MSG_OOB = 1;
    /** For sockets: what is received stays there for the next call. */
    public const MSG_PEEK = 2;
    /** For sockets: do not wait. */
    public const MSG_DONTWAIT = 64;
    /** For sockets: wait for as many bytes as asked for. */
    public const MSG_WAITALL = 256;

    /**
     * Why the last call failed: an errno, or one of SWOOLE_ERROR_*. Calls that succeed leave it.
     */
    public $errCode = 0;

    /**
     * The same as a sentence.
     */
    public $errMsg = '';

    /**
     * Descriptor of the socket; it keeps its number when the connection is closed.
     */
    public $fd = -1;

    /**
     * The socket, while there is one.
     */
    public $socket;

    /**
     * SWOOLE_SOCK_*, with the flags given to the constructor.
     */
    public $type = 1;

    /**
     * What was set.
     */
    public $setting;

    /**
     * Whether connect() has succeeded and close() was not called.
     */
    public $connected = false;

    /**
     * A client without a connection.
     *
     * @param int $type SWOOLE_SOCK_*
     * @throws \TypeError for a type that is none
     */
    public function __construct(int $type)
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
     * Settings: framing, timeouts, proxies, the own address. docs/settings.md lists them. Framing and timeouts may change while connected.
     *
     * @return bool false for no settings at all
     * @throws \Swoole\Exception for a value that no setting can have
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Connects.
     *
     * @param string $host address, name or path
     * @param int $port port, 0 for unix sockets
     * @param float $timeout seconds for this and for each later call that settings do not limit otherwise; 0 is what settings say, less is for ever
     * @param int $sock_flag not used
     */
    public function connect(string $host, int $port = 0, float $timeout = 0, int $sock_flag = 0): bool
    {
    }

    /**
     * Receives what is there, waiting if it is nothing: at most 65536 bytes, a datagram, or a whole package if the settings frame the stream.
     *
     * What has come of a package when the time is over is kept for the next call.
     *
     * @param float $timeout seconds for all of it; 0 is what settings say, less is for ever
     * @return string|false '' at the end of the stream
     */
    public function recv(float $timeout = 0): string|false
    {
    }

    /**
     * Shows what recv() would find, without waiting.
     */
    public function peek(int $length = 65535): string|false
    {
    }

    /**
     * Sends all of it, waiting for room.
     *
     * @param float $timeout seconds for all of it; 0 is what settings say, less is for ever
     * @return int|false bytes sent
     */
    public function send(string $data, float $timeout = 0): int|false
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
    public function sendto(string $address, int $port, string $data): bool
    {
    }

    /**
     * Receives a datagram, and tells who has sent it. connect() need not come before.
     *
     * @param int $length bytes at most; the rest of a longer datagram is lost
     */
    public function recvfrom(int $length, mixed &$address, mixed &$port = 0): string|false
    {
    }

    /**
     * Speaks TLS from here on, as the settings ssl_* say; for protocols that begin without it. False if the handshake fails.
     */
    public function enableSSL(): bool
    {
    }

    /**
     * The peer's certificate, in PEM; openssl_x509_parse() takes it apart.
     */
    public function getPeerCert(): string|false
    {
    }

    /**
     * Whether the peer's certificate is signed by somebody trusted (ssl_cafile, ssl_capath, else the system's) and, where the peer has a name, for it.
     */
    public function verifyPeerCert(bool $allow_self_signed = false): bool
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
     * @return array|false host (also as address) and port
     */
    public function getsockname(): array|false
    {
    }

    /**
     * The peer.
     *
     * @return array|false host (also as address) and port
     */
    public function getpeername(): array|false
    {
    }

    /**
     * Closes the connection. A call of another coroutine that waits returns false, with ECANCELED in $errCode.
     *
     * @return bool false also while such a call is under way, with SWOOLE_ERROR_CO_SOCKET_CLOSE_WAIT in $errCode; it is closed all the same
     */
    public function close(): bool
    {
    }

    /**
     * The socket.
     */
    public function exportSocket(): Socket|false
    {
    }
}
