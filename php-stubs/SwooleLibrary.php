<?php

/**
 * What is set for the functions and classes that are written in PHP.
 *
 * @in-php
 */
class SwooleLibrary
{
    /**
     * What swoole_library_set_options() and swoole_library_set_option() have set.
     */
    public static array $options = [];

    /**
     * Whether a server for remote objects was started.
     */
    public static bool $remote_object_server_initiated = false;

    /**
     * The unix socket of that server.
     */
    public static string $remote_object_server_socket_file = '';
}
