--TEST--
exit() in a coroutine throws, and can be asked where and with what it was called
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
Co\run(function () {
    foreach ([3, 'bye', null] as $status) {
        try {
            exit($status);
        } catch (Swoole\ExitException $e) {
            var_dump($e->getMessage(), $e->getStatus(), $e->getFlags() === SWOOLE_EXIT_IN_COROUTINE);
        }
    }
});
?>
--EXPECT--
string(11) "swoole exit"
int(3)
bool(true)
string(11) "swoole exit"
string(3) "bye"
bool(true)
string(11) "swoole exit"
NULL
bool(true)
