<?php

namespace Swoole\Coroutine;

/**
 * A socket of any family and type, whose calls wait in their coroutine while others run.
 *
 * One coroutine may read while another writes; a second one that reads, or writes, at the same time is an error. A call that fails returns false and
 * leaves its reason in $errCode and $errMsg; one that succeeds clears them. What a call has received in vain before time was up is given to the next.
 *
 * Timeouts are in seconds, for the whole of a call: 0 stands for the limit set by setOption() (SO_RCVTIMEO, SO_SNDTIMEO) or Coroutine::set(), less
 * for none.
 *
 * @short-name Co\Socket
 * @class-init
 * @not-serializable
 */
class Socket
{
    /**
     * The descriptor; it keeps its number when the socket is closed.
     *
     * @readonly
     */
    public $fd = -1;

    /**
     * Address family: AF_INET, AF_INET6, AF_UNIX.
     *
     * @readonly
     */
    public $domain = 0;

    /**
     * SOCK_STREAM, SOCK_DGRAM or another type of socket.
     *
     * @readonly
     */
    public $type = 0;

    /**
     * The protocol that was asked for.
     *
     * @readonly
     */
    public $protocol = 0;

    /**
     * Why the last call failed: an errno, or one of SWOOLE_ERROR_*; 0 if it did not.
     */
    public $errCode = 0;

    /**
     * The same in words.
     */
    public $errMsg = '';

    /**
     * For functions that stand in for those of ext-sockets.
     */
    public $__ext_sockets_nonblock = false;

    /**
     * For functions that stand in for those of ext-sockets.
     */
    public $__ext_sockets_timeout = 0;

    /**
     * Makes a socket.
     *
     * @param int $domain AF_INET, AF_INET6, AF_UNIX or another address family
     * @param int $type SOCK_STREAM, SOCK_DGRAM, SOCK_RAW or another type
     * @param int $protocol IPPROTO_*; 0 for the usual one
     * @throws Socket\Exception if the system makes no such socket
     */
    public function __construct(int $domain, int $type, int $protocol = IPPROTO_IP)
    {
    }

    /**
     * Gives the socket an address of its own. Names are not looked up.
     *
     * @param string $address an IP address, or the path of a unix socket
     * @param int $port 0 for one that is free, see getsockname()
     */
    public function bind(string $address, int $port = 0): bool
    {
    }

    /**
     * Lets others connect.
     *
     * @param int $backlog how many may wait to be accepted; the system has a limit of its own
     */
    public function listen(int $backlog = 512): bool
    {
    }

    /**
     * Waits for a connection.
     */
    public function accept(float $timeout = 0): Socket|false
    {
    }

    /**
     * Connects; datagrams then go to and come from that address alone.
     *
     * @param string $host an IP address, a name, or the path of a unix socket
     * @param int $port needed unless it is a unix socket
     */
    public function connect(string $host, int $port = 0, float $timeout = 0): bool
    {
    }

    /**
     * Whether the peer has not closed the connection, as far as can be told without reading.
     */
    public function checkLiveness(): bool
    {
    }

    /**
     * The coroutine that waits for an event; 0 if none does.
     *
     * @param int $event SWOOLE_EVENT_READ or SWOOLE_EVENT_WRITE
     */
    public function getBoundCid(int $event): int
    {
    }

    /**
     * What has come, without taking it and without waiting.
     */
    public function peek(int $length = 65536): string|false
    {
    }

    /**
     * Receives what comes next, or a datagram. The end of a stream is ''.
     *
     * @param int $length bytes at most; of a longer datagram the rest is lost
     */
    public function recv(int $length = 65536, float $timeout = 0): string|false
    {
    }

    /**
     * Receives that many bytes; fewer at the end of the stream, or if it fails on the way ($errCode says so).
     */
    public function recvAll(int $length = 65536, float $timeout = 0): string|false
    {
    }

    /**
     * Receives up to and with the next \r or \n, or that many bytes, or what there is at the end of the stream.
     */
    public function recvLine(int $length = 65536, float $timeout = 0): string|false
    {
    }

    /**
     * Receives as recv() does, but reads ahead: small portions need few system calls.
     */
    public function recvWithBuffer(int $length = 65536, float $timeout = 0): string|false
    {
    }

    /**
     * Receives a package, as setProtocol() says where one ends. The end of the stream is ''.
     */
    public function recvPacket(float $timeout = 0): string|false
    {
    }

    /**
     * Sends what the system takes of $data.
     *
     * @return int|false how many bytes that were
     */
    public function send(string $data, float $timeout = 0): int|false
    {
    }

    /**
     * Receives into pieces of these lengths, what comes next.
     *
     * @return array|false those pieces that were filled, the last one perhaps in part
     * @throws Socket\Exception for what is no length
     */
    public function readVector(array $io_vector, float $timeout = 0): array|false
    {
    }

    /**
     * Receives into pieces of these lengths until they are full; fewer at the end of the stream, or if it fails on the way ($errCode says so).
     *
     * @throws Socket\Exception for what is no length
     */
    public function readVectorAll(array $io_vector, float $timeout = 0): array|false
    {
    }

    /**
     * Sends pieces as if they were one: what the system takes of them.
     *
     * @return int|false how many bytes that were
     * @throws Socket\Exception for what is no string, or an empty one
     */
    public function writeVector(array $io_vector, float $timeout = 0): int|false
    {
    }

    /**
     * Sends pieces as if they were one, all of them.
     *
     * @return int|false how many bytes were sent; fewer if it fails on the way ($errCode says so)
     * @throws Socket\Exception for what is no string, or an empty one
     */
    public function writeVectorAll(array $io_vector, float $timeout = 0): int|false
    {
    }

    /**
     * Sends a part of a file; without a length, to its end.
     */
    public function sendFile(string $file, int $offset = 0, int $length = 0): bool
    {
    }

    /**
     * Sends all of $data.
     *
     * @return int|false how many bytes were sent; fewer if it fails on the way ($errCode says so)
     */
    public function sendAll(string $data, float $timeout = 0): int|false
    {
    }

    /**
     * Receives a datagram and says who sent it.
     *
     * @param mixed $peername becomes ['address' => string, 'port' => int]
     */
    public function recvfrom(mixed &$peername, float $timeout = 0): string|false
    {
    }

    /**
     * Sends a datagram to an address.
     *
     * @return int|false how many bytes were sent
     */
    public function sendto(string $addr, int $port, string $data): int|false
    {
    }

    /**
     * Reads an option, as socket_get_option() has them. SO_RCVTIMEO and SO_SNDTIMEO are the limits of calls that are given none.
     *
     * @param int $level SOL_SOCKET, SOL_TCP, IPPROTO_IP, IPPROTO_IPV6
     */
    public function getOption(int $level, int $opt_name): mixed
    {
    }

    /**
     * Says where a package of a stream ends, for recvPacket(): open_eof_check and its like, see docs/settings.md.
     *
     * @return bool false for an empty array
     * @throws \Swoole\Exception for a value that no setting can have
     */
    public function setProtocol(array $settings): bool
    {
    }

    /**
     * Sets an option, as socket_set_option() has them. SO_RCVTIMEO and SO_SNDTIMEO are the limits of calls that are given none.
     *
     * @param int $level SOL_SOCKET, SOL_TCP, IPPROTO_IP, IPPROTO_IPV6
     */
    public function setOption(int $level, int $opt_name, mixed $opt_value): bool
    {
    }

    /**
     * TLS over the connection.
     */
    public function sslHandshake(): bool
    {
    }

    /**
     * Ends receiving (0), sending (1) or both (2), for all who have the connection.
     */
    public function shutdown(int $how = 2): bool
    {
    }

    /**
     * Ends a wait of another coroutine, whose call then fails.
     *
     * @param int $event SWOOLE_EVENT_READ or SWOOLE_EVENT_WRITE
     * @return bool false if there was none
     */
    public function cancel(int $event = SWOOLE_EVENT_READ): bool
    {
    }

    /**
     * Closes the socket. Calls that wait fail.
     */
    public function close(): bool
    {
    }

    /**
     * The address of the peer.
     *
     * @return array|false ['address' => string, 'port' => int]
     */
    public function getpeername(): array|false
    {
    }

    /**
     * The address of this end.
     *
     * @return array|false ['address' => string, 'port' => int]
     */
    public function getsockname(): array|false
    {
    }

    /**
     * Whether close() was called.
     */
    public function isClosed(): bool
    {
    }

    /**
     * Makes a socket of a PHP stream. They share the connection: closing the socket closes the stream.
     *
     * @param resource $stream
     */
    public static function import($stream): Socket|false
    {
    }
}
