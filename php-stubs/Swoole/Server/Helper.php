<?php

namespace Swoole\Server;

/**
 * Whether servers know a setting.
 */
class Helper
{
    /**
     * Warns of every setting that no server and no port takes. Server::set() does so itself.
     *
     * @param array $input_options as for Server::set(); the values do not matter
     */
    public static function checkOptions(array $input_options): void
    {
    }
}
