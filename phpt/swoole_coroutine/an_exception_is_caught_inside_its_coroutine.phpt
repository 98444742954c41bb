--TEST--
an exception is caught in the coroutine that it was thrown in, also after waits
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

Co\run(function () {
    foreach ([1, 2] as $n) {
        go(function () use ($n) {
            try {
                Coroutine::sleep(0.001 * $n);
                throw new Exception("of $n");
            } catch (Exception $e) {
                echo $e->getMessage(), "\n";
            } finally {
                Coroutine::sleep(0.001);
                echo "finally $n\n";
            }
        });
    }
});
?>
--EXPECT--
of 1
of 2
finally 1
finally 2
