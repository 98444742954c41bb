<?php

namespace Swoole\Coroutine;

/**
 * What a coroutine gets that has used up its time. See Coroutine::setTimeLimit().
 */
final class TimeoutException extends \Exception
{
}
