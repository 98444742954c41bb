--TEST--
setTimeout() bounds read() and write(); a call that ran out of time returns false quietly
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn () => 0);
same(true, $process->setTimeout(0.05), 'setTimeout');
$start = microtime(true);
same(false, $process->read(), 'read');
check(microtime(true) - $start >= 0.045, 'it has waited');
same(SWOOLE_ERROR_SOCKET_POLL_TIMEOUT, swoole_last_error(), 'last error');
$written = 0;
while ($process->write(str_repeat('x', 60_000)) !== false) {
    $written++;
}
check($written > 0, 'the pipe takes something');
same(SWOOLE_ERROR_SOCKET_POLL_TIMEOUT, swoole_last_error(), 'last error');

echo "done\n";
?>
--EXPECT--
done
