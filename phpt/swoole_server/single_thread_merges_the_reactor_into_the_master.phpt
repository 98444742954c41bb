--TEST--
PROCESS mode: with single_thread the master has no other thread and serves all the same
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'single_thread' => true]));
foreach (['one', 'two', 'three'] as $word) {
    same($word, $t->connect()->send($word)->read(strlen($word)), 'echo');
}
same(1, process_stat($t->pid)['threads'], 'threads of the master');
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
