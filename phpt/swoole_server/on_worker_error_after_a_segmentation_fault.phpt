--TEST--
onWorkerError after SIGSEGV: exit code 0, signal 11
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], ['workerError' => $t->noting('error')]));
$victim = $t->workers()[0];
posix_kill($victim, SIGSEGV);
same([0, $victim, 0, SIGSEGV], $t->journal->wait('error'), 'arguments');
$t->waitStarts(2);
echo "done\n";
?>
--EXPECT--
done
