--TEST--
after setBlocking(false) read() and write() return false instead of waiting
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(fn () => 0);
same(true, $process->setBlocking(false), 'setBlocking');
same(false, $process->read(), 'read');
while ($process->write(str_repeat('x', 60_000)) !== false) {
}
same(SWOOLE_ERROR_SOCKET_POLL_TIMEOUT, swoole_last_error(), 'last error');

echo "done\n";
?>
--EXPECT--
done
