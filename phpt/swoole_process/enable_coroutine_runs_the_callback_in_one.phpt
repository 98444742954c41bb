--TEST--
with enable_coroutine, given or set, the callback runs in a coroutine and the process ends with the last of its coroutines
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$callback = function (Process $process) {
    check(Swoole\Coroutine::getCid() > 0, 'in a coroutine');
    Swoole\Coroutine\go(function () {
        Swoole\Coroutine::sleep(0.01);
        echo "second\n";
    });
    echo "first\n";
};
$given = new Process($callback, false, 0, true);
$set = new Process($callback, false, 0);
$set->set(['enable_coroutine' => true]);
foreach ([$given, $set] as $process) {
    $process->start();
    same(0, Process::wait()['code'], 'exit code');
}
$fails = new Process(fn () => throw new Exception('bad'), false, 0, true);
ini_set('display_errors', '0');
$fails->start();
same(255, Process::wait()['code'], 'exit code after an exception');
?>
--EXPECT--
first
second
first
second
