<?php

namespace Swoole;

/**
 * Thrown where going on makes no sense: an error in the program, or inside the extension.
 *
 * @class-alias swoole_error
 */
class Error extends \Error
{
}
