--TEST--
close() wakes all that wait; what is in the channel can still be popped
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $channel = new chan(1);
    for ($i = 0; $i < 2; $i++) {
        go(fn () => var_dump($channel->pop()));
    }
    $full = new chan(1);
    $full->push('kept');
    go(fn () => var_dump($full->push('late'), $full->errCode === SWOOLE_CHANNEL_CLOSED));
    var_dump($channel->close(), $full->close(), $full->close());
    var_dump($full->pop(), $full->errCode, $full->pop(), $full->errCode === SWOOLE_CHANNEL_CLOSED, $full->push(1));
});
?>
--EXPECT--
bool(false)
bool(false)
bool(false)
bool(true)
bool(true)
bool(true)
bool(false)
string(4) "kept"
int(0)
bool(false)
bool(true)
bool(false)
