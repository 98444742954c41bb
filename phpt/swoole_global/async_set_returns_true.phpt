--TEST--
swoole_async_set() takes an array of settings and returns true
--FILE--
<?php
var_dump(swoole_async_set([]), swoole_async_set(['enable_coroutine' => true]));
try {
    swoole_async_set('text');
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
swoole_async_set(): Argument #1 ($settings) must be of type array, string given
