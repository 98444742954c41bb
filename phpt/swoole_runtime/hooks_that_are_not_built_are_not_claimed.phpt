--TEST--
a request for hooks that are not built is refused with one warning; none is fine
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Runtime;
same([true, []], with_warnings(fn () => Runtime::enableCoroutine(0)), 'no hooks');
[$result, $warnings] = with_warnings(fn () => Runtime::enableCoroutine(SWOOLE_HOOK_SLEEP | SWOOLE_HOOK_FILE));
same(false, $result, 'hooks');
same(['Warning: Swoole\Runtime::enableCoroutine(): functions of PHP do not give way to other coroutines yet, those of SWOOLE_HOOK_FILE, SWOOLE_HOOK_SLEEP block as ever'], $warnings, 'warning');
same([false, []], with_warnings(fn () => Runtime::setHookFlags(SWOOLE_HOOK_ALL)), 'said once');
same(0, Runtime::getHookFlags(), 'flags');
same('Error(0): The object of Swoole\Runtime can not be created for security reasons', thrown_by(fn () => new Runtime()), 'an object');
?>
--EXPECT--
