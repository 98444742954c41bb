--TEST--
an error handler may wait inside a coroutine, and throw
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

set_error_handler(function ($level, $text) {
    Coroutine::sleep(0.001);
    throw new ErrorException($text);
});
Co\run(function () {
    try {
        echo $undefined;
    } catch (ErrorException $e) {
        echo $e->getMessage(), "\n";
    }
});
?>
--EXPECT--
Undefined variable $undefined
