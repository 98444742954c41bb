--TEST--
worker_num 0: as many workers as CPUs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::launch(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 0]));
wait_until(fn () => $t->starts() === swoole_cpu_num(), 'as many workers as CPUs');
stays(fn () => $t->starts() === swoole_cpu_num(), 'their number', 0.1);
echo "done\n";
?>
--EXPECT--
done
