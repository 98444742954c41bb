<?php

namespace Swoole\Coroutine;

/**
 * What a coroutine keeps for itself. See Coroutine::getContext().
 *
 * @short-name Co\Context
 */
class Context extends \ArrayObject
{
}
