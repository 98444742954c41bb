<?php

/*
 * The functions of PHP's inotify extension. They are there only where that extension is not loaded.
 */

/**
 * A new inotify instance.
 *
 * @return resource|false a stream: stream_select(), stream_set_blocking(), Event::add() and fclose() take it
 */
function inotify_init()
{
}

/**
 * Watches a file or directory, or changes what is watched for there.
 *
 * @param resource $inotify_instance
 * @param int $mask IN_*
 * @return int|false the number of the watch; false with a warning if the path cannot be watched
 */
function inotify_add_watch($inotify_instance, string $pathname, int $mask)
{
}

/**
 * Ends a watch.
 *
 * @param resource $inotify_instance
 * @return bool false with a warning if there is no such watch
 */
function inotify_rm_watch($inotify_instance, int $watch_descriptor)
{
}

/**
 * What has happened: a list of arrays with wd, mask, cookie and name. Waits for the first change, unless the stream is non-blocking.
 *
 * @param resource $inotify_instance
 * @return array|false false if nothing has happened
 */
function inotify_read($inotify_instance)
{
}

/**
 * How many bytes of changes wait to be read; 0 if there is none.
 *
 * @param resource $inotify_instance
 * @return int
 */
function inotify_queue_len($inotify_instance)
{
}
