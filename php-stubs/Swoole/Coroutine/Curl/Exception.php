<?php

namespace Swoole\Coroutine\Curl;

/**
 * For programs that catch it by name. Transfers of PHP's curl extension tell of errors as curl does: a result and curl_errno().
 *
 * @short-name Co\Coroutine\Curl\Exception
 */
class Exception extends \Swoole\Exception
{
}
