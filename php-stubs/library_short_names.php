<?php

/*
 * Short names of functions of library.php; there while swoole.use_shortname is on, too.
 */

use Swoole\ArrayObject;
use Swoole\MultibyteStringObject;
use Swoole\StringObject;

/**
 * As swoole_string().
 */
function _string(string $string = ''): StringObject
{
    return new StringObject($string);
}

/**
 * As swoole_mbstring().
 */
function _mbstring(string $string = ''): MultibyteStringObject
{
    return new MultibyteStringObject($string);
}

/**
 * As swoole_array().
 */
function _array(array $array = []): ArrayObject
{
    return new ArrayObject($array);
}
