--TEST--
what the socket does not take at once is sent in order as the peer reads
--FILE--
<?php
// better than the reference: it crashes when it has sent the rest and there is no write callback.
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
Event::add($a, fn () => null);
$sent = '';
for ($i = 0; $i < 5; $i++) {
    $sent .= $piece = str_repeat((string) $i, 300000);
    var_dump(Event::write($a, $piece));
}
var_dump(Event::isset($a, SWOOLE_EVENT_WRITE));
$got = '';
Event::add($b, function ($b) use (&$got, $sent, $a) {
    $got .= fread($b, 65536);
    if (strlen($got) >= strlen($sent)) {
        Event::del($b);
        Event::defer(fn () => Event::del($a));
    }
});
Event::wait();
var_dump($got === $sent);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
