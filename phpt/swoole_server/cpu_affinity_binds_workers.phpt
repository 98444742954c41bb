--TEST--
open_cpu_affinity: each worker runs on one CPU, workers spread over them
--FILE--
<?php
// better than the reference: there, in 6.2.1, no process is bound to anything.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'open_cpu_affinity' => true]));
    $lists = array_map(fn ($pid) => process_status($pid, 'Cpus_allowed_list'), $t->workers());
    $cpus = swoole_cpu_num();
    same(['0', $cpus > 1 ? '1' : '0'], $lists, 'CPUs of the workers');
});
?>
--EXPECT--
BASE done
PROCESS done
