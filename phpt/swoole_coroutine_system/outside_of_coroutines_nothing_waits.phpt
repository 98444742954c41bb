--TEST--
outside of coroutines every method throws
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

$calls = ['readFile' => [__FILE__], 'writeFile' => [Scratch::path('x'), ''], 'statvfs' => ['/'], 'exec' => ['true'], 'gethostbyname' => ['localhost'],
    'getaddrinfo' => ['localhost'], 'dnsLookup' => ['localhost'], 'wait' => [], 'waitPid' => [1], 'waitSignal' => [SIGUSR1], 'waitEvent' => [0]];
foreach ($calls as $method => $arguments) {
    same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => System::$method(...$arguments)), $method);
}
same(false, file_exists(Scratch::path('x')), 'nothing was done');
echo "done\n";
?>
--EXPECT--
done
