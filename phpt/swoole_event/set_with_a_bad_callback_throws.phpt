--TEST--
Event::set() throws for a callback that is not callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
foreach ([5, 'no_such_function', [], new stdClass()] as $value) {
    echo thrown_by(fn () => @Event::set($a, $value, null, SWOOLE_EVENT_READ)), "\n";
    echo thrown_by(fn () => @Event::set($a, null, $value, SWOOLE_EVENT_WRITE)), "\n";
}
var_dump(Event::isset($a, SWOOLE_EVENT_READ), Event::isset($a, SWOOLE_EVENT_WRITE));
Event::del($a);
Event::wait();
?>
--EXPECT--
Swoole\Exception(505): readable_callback must be of type callable, int given
Swoole\Exception(505): writable_callback must be of type callable, int given
Swoole\Exception(505): readable_callback must be of type callable, string given
Swoole\Exception(505): writable_callback must be of type callable, string given
Swoole\Exception(505): readable_callback must be of type callable, array given
Swoole\Exception(505): writable_callback must be of type callable, array given
Swoole\Exception(505): readable_callback must be of type callable, stdClass given
Swoole\Exception(505): writable_callback must be of type callable, stdClass given
bool(true)
bool(false)
