--TEST--
the extension is called swoole
--FILE--
<?php
var_dump(extension_loaded('swoole'), (new ReflectionExtension('swoole'))->getName(), (new ReflectionExtension('swoole'))->isPersistent());
?>
--EXPECT--
bool(true)
string(6) "swoole"
bool(true)
