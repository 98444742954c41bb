--TEST--
exceptions are caught as what they extend
--FILE--
<?php
foreach (['Swoole\\Exception', 'Swoole\\Error', 'Swoole\\ExitException'] as $class) {
    try {
        throw new $class('message', 7);
    } catch (Exception | Error $e) {
        echo get_class($e), ' extends ', get_parent_class($e), ' ', $e->getMessage(), ' ', $e->getCode(), "\n";
    }
}
?>
--EXPECT--
Swoole\Exception extends Exception message 7
Swoole\Error extends Error message 7
Swoole\ExitException extends Swoole\Exception message 7
