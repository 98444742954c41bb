<?php

namespace Swoole\Coroutine\Http2\Client;

/**
 * What an HTTP/2 client throws: it cannot be made.
 *
 * @short-name Co\Http2\Client\Exception
 */
class Exception extends \Swoole\Exception
{
}
