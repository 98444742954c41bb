--TEST--
a Swoole\ExitException made by hand has neither flags nor status
--FILE--
<?php
$e = new Swoole\ExitException('by hand', 3);
var_dump($e->getMessage(), $e->getCode(), $e->getFlags(), $e->getStatus());
foreach (['flags', 'status'] as $name) {
    var_dump((new ReflectionProperty($e, $name))->isPrivate());
}
?>
--EXPECT--
string(7) "by hand"
int(3)
int(0)
int(0)
bool(true)
bool(true)
