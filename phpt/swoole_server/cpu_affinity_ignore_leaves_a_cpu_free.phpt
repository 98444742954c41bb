--TEST--
cpu_affinity_ignore: no worker is bound to these CPUs
--FILE--
<?php
// better than the reference: there, in 6.2.1, no process is bound to anything.
require __DIR__ . '/../include/bootstrap.php';

$last = swoole_cpu_num() - 1;
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'open_cpu_affinity' => true,
    'cpu_affinity_ignore' => $last > 0 ? range(0, $last - 1) : []]));
foreach ($t->workers() as $id => $pid) {
    same((string) $last, process_status($pid, 'Cpus_allowed_list'), "CPUs of worker $id");
}
echo "done\n";
?>
--EXPECT--
done
