--TEST--
the swoole_event_* functions do what the methods do
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
var_dump(is_int(swoole_event_add($a, function ($a) {
    echo 'read ', fread($a, 10), "\n";
    var_dump(swoole_event_set($a, null, null, SWOOLE_EVENT_WRITE), swoole_event_isset($a, SWOOLE_EVENT_WRITE));
}, function ($a) {
    var_dump(swoole_event_del($a));
    swoole_event_exit();
})));
var_dump(swoole_event_write($a, 'written'), fread($b, 10));
var_dump(swoole_event_defer(fn () => print "deferred\n"), swoole_event_cycle(fn () => fwrite($b, 'x'), true));
var_dump(swoole_event_dispatch());
swoole_event_cycle(null, true);
swoole_event_wait();
echo "end\n";
Swoole\Event::wait();
?>
--EXPECT--
bool(true)
bool(true)
string(7) "written"
bool(true)
bool(true)
read x
bool(true)
bool(true)
deferred
bool(true)
bool(true)
end
