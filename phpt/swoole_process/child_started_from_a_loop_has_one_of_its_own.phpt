--TEST--
a process started in a callback of the event loop runs its own loop, also where the script has ended already
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

swoole_async_set(['enable_coroutine' => false]); // no process is started in a coroutine
Swoole\Timer::after(1, function () {
    $process = new Process(function () {
        Swoole\Timer::after(5, function () { echo "timer of the child\n"; });
    });
    $process->start();
    same(0, Process::wait()['code'], 'exit code');
    echo "parent goes on\n";
});
error_reporting(E_ALL & ~E_DEPRECATED);
echo "script ends\n";
?>
--EXPECT--
script ends
timer of the child
parent goes on
