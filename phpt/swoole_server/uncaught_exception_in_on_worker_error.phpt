--TEST--
PROCESS mode: an uncaught exception in onWorkerError does not keep the worker from being replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerError' => fn () => throw new DomainException('a reason'),
]));
posix_kill($t->workers()[0], SIGKILL);
$t->waitStarts(2);
same('x', $t->connect()->send('x')->read(1), 'echo');
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
