--TEST--
what is pushed at one end comes out at the other, in order
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $channel = new chan(2);
    go(function () use ($channel) {
        for ($i = 0; $i < 5; $i++) {
            $channel->push($i);
        }
        $channel->close();
    });
    while (($x = $channel->pop()) !== false) {
        echo "got $x\n";
    }
    var_dump($channel->errCode === SWOOLE_CHANNEL_CLOSED);
});
?>
--EXPECT--
got 0
got 1
got 2
got 3
got 4
bool(true)
