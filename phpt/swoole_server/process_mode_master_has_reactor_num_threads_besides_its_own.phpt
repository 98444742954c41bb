--TEST--
PROCESS mode: the master runs reactor_num threads besides its main one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([1, 2] as $reactors) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'reactor_num' => $reactors]));
    $t->connect()->send('x')->read(1);
    wait_until(fn () => process_stat($t->pid)['threads'] === 1 + $reactors, "1 + $reactors threads");
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
