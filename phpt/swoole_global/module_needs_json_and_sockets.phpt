--TEST--
the module declares what it needs: json and sockets
--FILE--
<?php
$needs = (new ReflectionExtension('swoole'))->getDependencies();
var_dump($needs['json'], $needs['sockets']);
?>
--EXPECT--
string(8) "Required"
string(8) "Required"
