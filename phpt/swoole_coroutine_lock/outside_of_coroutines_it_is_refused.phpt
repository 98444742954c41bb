--TEST--
outside of coroutines lock() and unlock() return false and say why in $errCode
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Lock;
swoole_async_set(['log_file' => Scratch::path('log')]);
$lock = new Lock();
same([false, SWOOLE_ERROR_CO_OUT_OF_COROUTINE], [$lock->lock(), $lock->errCode], 'lock()');
same(false, $lock->unlock(), 'unlock()');
same(2, substr_count(file_get_contents(Scratch::path('log')), 'can only be used in a coroutine'), 'lines in the log');
same('Error(0): Constructor of Swoole\Coroutine\Lock can only be called once', thrown_by(fn () => $lock->__construct()), 'a second constructor');
$bare = (new ReflectionClass(Lock::class))->newInstanceWithoutConstructor();
same('Swoole\Error(0): must call constructor first', thrown_by(fn () => $bare->lock()), 'no constructor');
?>
--EXPECT--
