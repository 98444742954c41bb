--TEST--
the three exception classes and their parents
--FILE--
<?php
foreach (['Swoole\Exception', 'Swoole\Error', 'Swoole\ExitException'] as $name) {
    $class = new ReflectionClass($name);
    echo $name, ' extends ', $class->getParentClass()->name, $class->isFinal() ? ', final' : '', $class->isInstantiable() ? '' : ', not instantiable', "\n";
}
$e = new Swoole\Exception('message', 5, $previous = new Exception());
var_dump($e->getMessage(), $e->getCode(), $e->getPrevious() === $previous);
$e = new Swoole\Error('message', 6);
var_dump($e->getMessage(), $e->getCode(), $e instanceof Error);
?>
--EXPECT--
Swoole\Exception extends Exception
Swoole\Error extends Error
Swoole\ExitException extends Swoole\Exception
string(7) "message"
int(5)
bool(true)
string(7) "message"
int(6)
bool(true)
