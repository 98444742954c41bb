--TEST--
a piece larger than swoole.socket_buffer_size is refused whole
--INI--
swoole.socket_buffer_size=1048576
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
ob_start();
$result = Event::write($a, str_repeat('x', (1 << 20) + 1));
$error = swoole_last_error();
var_dump($result, $error === SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE, swoole_strerror($error, SWOOLE_STRERROR_SWOOLE));
stream_set_blocking($b, false);
var_dump(fread($b, 100));
Event::del($a);
Event::wait();
?>
--EXPECTF--
%Abool(false)
bool(true)
string(24) "Package length too large"
string(0) ""
