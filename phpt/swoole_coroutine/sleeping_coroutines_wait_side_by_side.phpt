--TEST--
coroutines that sleep do so side by side, and the script's end waits for them
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    $begun = microtime(true);
    foreach ([3, 1, 2] as $n) {
        go(function () use ($n) {
            var_dump(Coroutine::sleep($n / 50));
            echo "$n\n";
        });
    }
    echo "all sleep\n";
});
echo "done\n";
?>
--EXPECT--
all sleep
bool(true)
1
bool(true)
2
bool(true)
3
done
