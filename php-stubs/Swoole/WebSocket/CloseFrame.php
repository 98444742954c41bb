<?php

namespace Swoole\WebSocket;

/**
 * The frame with which one side says that it will send nothing more.
 */
class CloseFrame extends Frame
{
    /**
     * `WEBSOCKET_OPCODE_CLOSE`.
     */
    public $opcode = 8;

    /**
     * Why, one of `WEBSOCKET_CLOSE_*` or a number from 3000 to 4999.
     */
    public $code = 1000;

    /**
     * The same in words, 123 bytes at most.
     */
    public $reason = '';
}
