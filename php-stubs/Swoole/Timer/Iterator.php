<?php

namespace Swoole\Timer;

/**
 * The ids of the timers that there were when Timer::list() was called.
 */
class Iterator extends \ArrayIterator
{
}
