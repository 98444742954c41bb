--TEST--
PROCESS mode: reactor_num greater than worker_num is lowered to it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 1, 'reactor_num' => 2]));
$t->connect()->send('x')->read(1);
same(2, process_stat($t->pid)['threads'], 'threads of the master');
echo "done\n";
?>
--EXPECT--
done
