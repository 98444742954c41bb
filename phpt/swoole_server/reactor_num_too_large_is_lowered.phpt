--TEST--
reactor_num beyond four times the CPUs is lowered, with a line in the log
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['reactor_num' => 10_000]));
$t->waitLog('reactor_num == 10000, Too many threads, reset to max value ' . 4 * swoole_cpu_num());
same('x', $t->connect()->send('x')->read(1), 'echo');
echo "done\n";
?>
--EXPECT--
done
