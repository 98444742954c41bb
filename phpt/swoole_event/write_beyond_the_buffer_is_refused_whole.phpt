--TEST--
when the waiting data fills the buffer a further piece is refused whole and what waits is still sent
--INI--
swoole.socket_buffer_size=2097152
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
$accepted = 0;
ob_start();
while ($accepted < 20 && Event::write($a, str_repeat('x', 1 << 20))) {
    $accepted++;
}
$error = swoole_last_error();
ob_end_clean();
var_dump($accepted >= 2 && $accepted < 5, $error === SWOOLE_ERROR_OUTPUT_BUFFER_OVERFLOW);
Event::del($a);
Event::wait();
?>
--EXPECTF--
%Abool(true)
bool(true)
