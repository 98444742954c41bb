--TEST--
an ExitException made by hand has no flags and no status
--FILE--
<?php
class Mine extends Swoole\ExitException
{
}
$e = new Mine('bye');
var_dump($e->getFlags(), $e->getStatus());
$flags = new ReflectionProperty(Swoole\ExitException::class, 'flags');
$flags->setValue($e, SWOOLE_EXIT_IN_COROUTINE | SWOOLE_EXIT_IN_SERVER);
(new ReflectionProperty(Swoole\ExitException::class, 'status'))->setValue($e, 'reason');
var_dump($e->getFlags(), $e->getStatus());
?>
--EXPECT--
int(0)
int(0)
int(6)
string(6) "reason"
