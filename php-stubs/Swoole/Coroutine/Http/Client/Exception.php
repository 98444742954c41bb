<?php

namespace Swoole\Coroutine\Http\Client;

/**
 * What an HTTP client throws: it cannot be made, or a request cannot be sent as it is.
 *
 * @short-name Co\Http\Client\Exception
 */
class Exception extends \Swoole\Exception
{
}
