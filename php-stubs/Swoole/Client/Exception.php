<?php

namespace Swoole\Client;

/**
 * For programs that throw it; the extension itself does not.
 */
class Exception extends \Swoole\Exception
{
}
