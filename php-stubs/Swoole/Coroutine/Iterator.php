<?php

namespace Swoole\Coroutine;

/**
 * Numbers of coroutines. See Coroutine::list().
 *
 * @short-name Co\Iterator
 */
class Iterator extends \ArrayIterator
{
}
