<?php

namespace Swoole;

/**
 * What the extension throws when a program uses it wrongly. The code is a `SWOOLE_ERROR_*` number, or 0.
 *
 * @class-alias swoole_exception
 */
class Exception extends \Exception
{
}
