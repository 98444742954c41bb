--TEST--
onWorkerExit does not come when nothing keeps the worker alive
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], ['workerExit' => $t->noting('exit'), 'workerStop' => $t->noting('stop')]));
$t->signal(SIGUSR1);
$t->waitStarts(2);
$t->journal->wait('stop');
same(0, $t->journal->count('exit'), 'number of onWorkerExit');
echo "done\n";
?>
--EXPECT--
done
