--TEST--
Coroutine::set() warns of numbers that are out of bounds, and leaves those settings as they were
--FILE--
<?php
set_error_handler(fn ($level, $message) => print("$message\n"));
Co::set(['dns_cache_capacity' => -2, 'socket_buffer_size' => -1, 'http2_max_frame_size' => -1, 'socket_timeout' => -1]);
// This one never complains.
var_dump(swoole_async_set(['aio_worker_num' => -1]));
?>
--EXPECT--
dns_cache_capacity must be greater than or equal to -1, got -2
socket_buffer_size must be greater than or equal to 0, got -1
http2_max_frame_size must be greater than or equal to 16384, got -1
bool(true)
