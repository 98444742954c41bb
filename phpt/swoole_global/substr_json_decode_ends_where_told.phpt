--TEST--
swoole_substr_json_decode() reads no byte beyond the part
--FILE--
<?php
// better than the reference: it stumbles over what follows the part.
var_dump(swoole_substr_json_decode('xx{"a":1}yy', 2, 7, true), swoole_substr_json_decode('12345', 1, 2));
?>
--EXPECT--
array(1) {
  ["a"]=>
  int(1)
}
int(23)
