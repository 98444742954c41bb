--TEST--
push() and pop() give up when their time is up
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $channel = new chan;
    var_dump($channel->capacity, $channel->pop(0.001), $channel->errCode === SWOOLE_CHANNEL_TIMEOUT);
    var_dump($channel->push(1), $channel->errCode, $channel->push(2, 0.001), $channel->errCode === SWOOLE_CHANNEL_TIMEOUT);
    var_dump($channel->isFull(), $channel->length(), $channel->pop(), $channel->isEmpty(), $channel->stats());
});
?>
--EXPECT--
int(1)
bool(false)
bool(true)
bool(true)
int(0)
bool(false)
bool(true)
bool(true)
int(1)
int(1)
bool(true)
array(3) {
  ["consumer_num"]=>
  int(0)
  ["producer_num"]=>
  int(0)
  ["queue_num"]=>
  int(0)
}
