--TEST--
Process::wait() in a coroutine lets others run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: that blocks the process
use Swoole\Process;

[$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$process = new Process(fn () => [fclose($here), fread($there, 1), exit(3)], false, 0);
$process->start();
fclose($there);
Co\run(function () use ($process, $here) {
    go(function () use ($here) {
        Co::sleep(0.01);
        echo "another\n";
        fclose($here);
    });
    same(['pid' => $process->pid, 'code' => 3, 'signal' => 0], Process::wait(), 'child');
    var_dump(Process::wait(), Process::wait(false));
});
?>
--EXPECT--
another
bool(false)
bool(false)
