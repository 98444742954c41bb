<?php

namespace Swoole\Coroutine\Socket;

/**
 * What Swoole\Coroutine\Socket throws: the system makes no such socket, or a list of pieces is none. The code is an errno.
 *
 * @short-name Co\Socket\Exception
 */
class Exception extends \Swoole\Exception
{
}
