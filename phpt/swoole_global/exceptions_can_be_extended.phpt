--TEST--
scripts may extend the exception classes
--FILE--
<?php
class Mine extends Swoole\Exception
{
}
try {
    throw new Mine('mine', 9);
} catch (Swoole\Exception $e) {
    var_dump($e::class, $e->getMessage(), $e->getCode(), $e->getLine());
}
?>
--EXPECT--
string(4) "Mine"
string(4) "mine"
int(9)
int(6)
