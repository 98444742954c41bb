--TEST--
a value is read out of the middle of a string
--FILE--
<?php
$text = 'xx' . serialize(['a' => 1]) . 'yy';
var_dump(swoole_substr_unserialize($text, 2, -2) === ['a' => 1]);
var_dump(swoole_substr_unserialize($text, 2) === ['a' => 1]);
var_dump(swoole_substr_unserialize('xxi:1;', -4));
var_dump(swoole_substr_unserialize('O:3:"Foo":0:{}', 0, 0, ['allowed_classes' => false]) instanceof __PHP_Incomplete_Class);
var_dump(swoole_substr_unserialize('', 0), swoole_substr_unserialize('i:1;', 9), swoole_substr_unserialize('i:1;', -9));
var_dump(swoole_substr_unserialize('xx', 0));
?>
--EXPECTF--
bool(true)
bool(true)
int(1)
bool(true)
bool(false)
bool(false)
bool(false)

Notice: swoole_substr_unserialize(): Error at offset 0 of 2 bytes in %s on line %d
bool(false)
