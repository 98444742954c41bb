<?php

/*
 * Waiting for several clients at once.
 */

/**
 * Waits until something happens to any of the clients. The arrays are left with those to whom it did, by their own keys.
 *
 * @param array|null $read Swoole\Client objects, streams, sockets or descriptors that can be read; a client that has a whole package counts
 * @param array|null $write those that can be written
 * @param array|null $except those with urgent data or an error
 * @param float|null $timeout seconds; less than 0 is for ever, null is 0
 * @return int|false how many; 0 when the time is over
 */
function swoole_client_select(?array &$read, ?array &$write, ?array &$except, ?float $timeout = 0.5): int|false
{
}

/**
 * Another name of swoole_client_select().
 *
 * @implementation-alias swoole_client_select
 */
function swoole_select(?array &$read, ?array &$write, ?array &$except, ?float $timeout = 0.5): int|false
{
}
