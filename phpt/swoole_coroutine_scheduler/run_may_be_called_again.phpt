--TEST--
run() may be called again once it has returned
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
for ($i = 0; $i < 3; $i++) {
    var_dump(Swoole\Coroutine\run(function () use ($i) {
        Swoole\Coroutine::sleep(0.001);
        echo "$i\n";
    }));
}
?>
--EXPECT--
0
bool(true)
1
bool(true)
2
bool(true)
