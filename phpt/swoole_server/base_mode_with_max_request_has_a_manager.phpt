--TEST--
BASE mode with one worker but max_request: there is a manager to replace it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 1, 'max_request' => 100]));
same($t->pid, parent_of($t->workers()[0]), 'parent of the worker');
echo "done\n";
?>
--EXPECT--
done
