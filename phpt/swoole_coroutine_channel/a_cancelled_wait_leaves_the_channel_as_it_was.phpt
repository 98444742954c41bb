--TEST--
a cancelled push() or pop() leaves the channel to the others
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $channel = new chan(1);
    $id = go(fn () => var_dump($channel->pop(), $channel->errCode === SWOOLE_CHANNEL_CANCELED));
    go(fn () => var_dump($channel->pop()));
    Coroutine::cancel($id);
    var_dump($channel->stats()['consumer_num']);
    $channel->push('for the second');
});
?>
--EXPECT--
bool(false)
bool(true)
int(1)
string(14) "for the second"
