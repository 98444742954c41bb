--TEST--
BASE mode with one worker: getWorkerPid() is the process itself
--FILE--
<?php
// better than the reference: there it is 0.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($s) => $t->journal->note('pids', $s->getWorkerPid(), $s->getWorkerPid(0)),
]));
$client = $t->connect()->send('x');
same([$t->pid, $t->pid], $t->journal->wait('pids'), 'pids');
echo "done\n";
?>
--EXPECT--
done
