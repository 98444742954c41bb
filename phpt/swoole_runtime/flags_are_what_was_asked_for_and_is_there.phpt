--TEST--
run() turns all hooks on that are there, unless the script has chosen; whoever asks by name for one that is not there is warned
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Runtime;
$there = SWOOLE_HOOK_SLEEP | SWOOLE_HOOK_TCP | SWOOLE_HOOK_UDP | SWOOLE_HOOK_UNIX | SWOOLE_HOOK_UDG | SWOOLE_HOOK_SSL | SWOOLE_HOOK_TLS | SWOOLE_HOOK_STREAM_FUNCTION | SWOOLE_HOOK_FILE | SWOOLE_HOOK_STDIO | SWOOLE_HOOK_NET_FUNCTION | SWOOLE_HOOK_PROC | SWOOLE_HOOK_NATIVE_CURL;
same(0, Runtime::getHookFlags(), 'before');
Co\run(fn () => same($there, Runtime::getHookFlags(), 'run() without a choice'));
same($there, Runtime::getHookFlags(), 'they stay on');
same([true, []], with_warnings(fn () => Runtime::enableCoroutine(SWOOLE_HOOK_ALL)), 'all');
same($there, Runtime::getHookFlags(), 'all that are there');
same([true, []], with_warnings(fn () => Runtime::enableCoroutine(0)), 'none');
Co\run(fn () => same(0, Runtime::getHookFlags(), 'run() after a choice'));
[$result, $warnings] = with_warnings(fn () => Runtime::enableCoroutine(SWOOLE_HOOK_SLEEP | SWOOLE_HOOK_SOCKETS));
same([true, ['Warning: Swoole\Runtime::enableCoroutine(): functions of PHP that SWOOLE_HOOK_SOCKETS stand for do not give way to other coroutines yet, they block as ever']], [$result, $warnings], 'one that is not there');
same(SWOOLE_HOOK_SLEEP, Runtime::getHookFlags(), 'the other');
same([true, SWOOLE_HOOK_TCP], [Runtime::setHookFlags(SWOOLE_HOOK_TCP), Runtime::getHookFlags()], 'setHookFlags()');
Coroutine::set(['hook_flags' => SWOOLE_HOOK_SLEEP]);
same(SWOOLE_HOOK_SLEEP, Runtime::getHookFlags(), 'the setting');
Coroutine::set(['max_coroutine' => 10]);
same(SWOOLE_HOOK_SLEEP, Runtime::getHookFlags(), 'another setting');
Runtime::enableCoroutine();
same($there, Runtime::getHookFlags(), 'the default');
same('Error(0): The object of Swoole\Runtime can not be created for security reasons', thrown_by(fn () => new Runtime()), 'an object');
echo "done\n";
?>
--EXPECT--
done
