<?php

namespace Swoole\Exception;

/**
 * An ArrayObject has no element under a key, which is the message.
 *
 * @in-php
 */
class ArrayKeyNotExists extends \RuntimeException
{
}
