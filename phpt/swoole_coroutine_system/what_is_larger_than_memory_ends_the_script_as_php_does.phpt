--TEST--
a file or an output without end is read as far as the memory limit, which ends the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: that reads until the machine's memory is full
foreach (["readFile('/dev/zero')", "exec('cat /dev/zero')"] as $call) {
    $script = new TestScript("ini_set('memory_limit', '32M');
        register_shutdown_function(fn () => print('shut down'));
        Co\\run(function () { Swoole\\Coroutine\\System::$call; echo 'not here'; });");
    same(255, $script->wait(), 'exit code');
    preg_match('/Allowed memory size of \d+ bytes exhausted/', $script->output(), $found);
    echo $found[0] ?? $script->output(), strstr($script->output(), 'shut down'), "\n";
}
?>
--EXPECT--
Allowed memory size of 33554432 bytes exhaustedshut down
Allowed memory size of 33554432 bytes exhaustedshut down
