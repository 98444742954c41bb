<?php

namespace Swoole\WebSocket;

/**
 * An HTTP server whose ports take clients over to WebSocket: onOpen tells of each, onMessage gets what they send.
 *
 * @class-alias swoole_websocket_server
 * @not-serializable
 */
class Server extends \Swoole\Http\Server
{
    /**
     * Sends a frame to a client. Works from every process.
     *
     * @param int $fd the client's session
     * @param Frame|string $data the payload, or a frame, for which the other arguments count for nothing
     * @param int $opcode what it is, one of `WEBSOCKET_OPCODE_*`
     * @param int $flags a combination of `SWOOLE_WEBSOCKET_FLAG_*`; compressed is only what a client can read that has agreed to it
     */
    public function push(int $fd, Frame|string $data, int $opcode = WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): bool
    {
    }

    /**
     * Says goodbye to a client with a close frame, and closes the connection.
     *
     * @param int $fd the client's session
     * @param int $code why: one of `WEBSOCKET_CLOSE_*` that may be sent, or a number from 3000 to 4999
     * @param string $reason the same in words, 123 bytes at most
     */
    public function disconnect(int $fd, int $code = SWOOLE_WEBSOCKET_CLOSE_NORMAL, string $reason = ''): bool
    {
    }

    /**
     * Sends a ping to a client, whose pong shows that it is there.
     *
     * @param string $data what the pong is to carry, 125 bytes at most
     */
    public function ping(int $fd, string $data = ''): bool
    {
    }

    /**
     * Whether a session has gone over to WebSocket, and can be pushed to.
     */
    public function isEstablished(int $fd): bool
    {
    }

    /**
     * See Frame::pack().
     *
     * @implementation-alias Swoole\WebSocket\Frame::pack
     */
    public static function pack(Frame|string $data, int $opcode = WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): string
    {
    }

    /**
     * See Frame::unpack().
     *
     * @implementation-alias Swoole\WebSocket\Frame::unpack
     */
    public static function unpack(string $data): Frame
    {
    }
}
