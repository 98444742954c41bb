--TEST--
a connection that cannot be made takes no place in the pool
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ConnectionPool;
Co\run(function () {
    $answers = [new Exception('refused'), null, new ArrayObject()];
    $pool = new ConnectionPool(function () use (&$answers) {
        $answer = array_shift($answers);
        return $answer instanceof Exception ? throw $answer : $answer;
    }, 1);
    same('Exception(0): refused', thrown_by(fn () => $pool->get()), 'it throws');
    same('RuntimeException(0): the constructor of the pool has made no connection', thrown_by(fn () => $pool->get()), 'it makes nothing');
    check($pool->get(1) instanceof ArrayObject, 'the next one');
});
?>
--EXPECT--
