--TEST--
a part that does not reach to the end of the string is decoded as well
--FILE--
<?php
var_dump(swoole_substr_json_decode('xx{"a":1}yy', 2, -2, true) === ['a' => 1]);
var_dump(swoole_substr_json_decode('xx{"a":1}yy', 2, 7, true) === ['a' => 1]);
?>
--EXPECT--
bool(true)
bool(true)
