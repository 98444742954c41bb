--TEST--
a worker that dies at once in onWorkerStart is not forked again in a tight loop
--FILE--
<?php
// better than the reference: there it is forked as fast as it dies.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::launch(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'workerStart' => function () use ($t) {
        $t->journal->note('born', microtime(true));
        posix_kill(getmypid(), SIGKILL);
    },
]));
$t->journal->wait('born', 3, 10);
usleep(1_000_000);
$born = $t->journal->count('born');
check($born < 30, "$born workers were born within about a second");
same(0, $t->stop(), 'exit code');
echo "done\n";
?>
--EXPECT--
done
