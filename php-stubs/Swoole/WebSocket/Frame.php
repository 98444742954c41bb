<?php

namespace Swoole\WebSocket;

/**
 * A WebSocket frame: what onMessage and recv() give, and what push() takes.
 */
class Frame implements \Stringable
{
    /**
     * Id of the client's session.
     */
    public $fd = 0;

    /**
     * What it says.
     */
    public $data = '';

    /**
     * What it is, one of `WEBSOCKET_OPCODE_*`.
     */
    public $opcode = 1;

    /**
     * A combination of `SWOOLE_WEBSOCKET_FLAG_*`.
     */
    public $flags = 1;

    /**
     * Whether it is the last frame of its message; of a frame that is sent it wins over the flag, unless it is null.
     */
    public $finish = null;

    /**
     * The frame's bytes.
     */
    public function __toString(): string
    {
    }

    /**
     * The bytes of a frame. Pings, pongs and closes are whole messages, and have 125 bytes at most.
     *
     * @param Frame|string $data the payload, or a frame, for which the other arguments count for nothing
     * @param int $opcode what it is, one of `WEBSOCKET_OPCODE_*`
     * @param int $flags a combination of `SWOOLE_WEBSOCKET_FLAG_*`
     * @return string empty for what can be no frame
     */
    public static function pack(Frame|string $data, int $opcode = WEBSOCKET_OPCODE_TEXT, int $flags = SWOOLE_WEBSOCKET_FLAG_FIN): string
    {
    }

    /**
     * The frame that some bytes begin with; its mask is taken off, and its compression.
     *
     * @return Frame a CloseFrame for a close, false if not all of it is there
     */
    public static function unpack(string $data): Frame
    {
    }
}
