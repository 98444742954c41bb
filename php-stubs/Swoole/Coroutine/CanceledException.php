<?php

namespace Swoole\Coroutine;

/**
 * What Coroutine::cancel() throws into a coroutine, if it is asked to.
 */
final class CanceledException extends \Exception
{
}
