--TEST--
swoole_hashcode() hashes a text in two ways and refuses a third
--FILE--
<?php
var_dump(swoole_hashcode('hello') === swoole_hashcode('hello'), swoole_hashcode('hello') !== swoole_hashcode('hellp'));
var_dump(swoole_hashcode('hello'), swoole_hashcode('hello', 1), @swoole_hashcode('hello', 2));
?>
--EXPECT--
bool(true)
bool(true)
int(-9223371826140139367)
int(3372029979)
bool(false)
