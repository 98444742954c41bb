--TEST--
JSON is read out of a string; wrong offsets and depths warn
--FILE--
<?php
echo json_encode(swoole_substr_json_decode('xx{"a":1}', 2)), "\n";
var_dump(swoole_substr_json_decode('x{"a":1}', 1, 0, true) === ['a' => 1]);
var_dump(swoole_substr_json_decode('x[12]', -4), swoole_substr_json_decode('xx', 0));
var_dump(swoole_substr_json_decode('{"a":1}', 0, 0, false, 512, JSON_OBJECT_AS_ARRAY) instanceof stdClass);
swoole_substr_json_decode('xx', 5);
swoole_substr_json_decode('xx', -5);
swoole_substr_json_decode('', 0);
swoole_substr_json_decode('[1]', 0, 0, true, 0);
swoole_substr_json_decode('[1]', 0, 0, true, PHP_INT_MAX);
try {
    swoole_substr_json_decode('x[1]', 0, 0, false, 512, JSON_THROW_ON_ERROR);
} catch (JsonException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
{"a":1}
bool(true)
array(1) {
  [0]=>
  int(12)
}
NULL
bool(true)

Warning: swoole_substr_json_decode(): Offset must be less than the length of the string in %s on line %d

Warning: swoole_substr_json_decode(): Offset must be not less than the negative length of the string in %s on line %d

Warning: swoole_substr_json_decode(): Non-empty string required in %s on line %d

Warning: swoole_substr_json_decode(): Depth must be greater than zero in %s on line %d

Warning: swoole_substr_json_decode(): Depth must be lower than 2147483647 in %s on line %d
Syntax error
