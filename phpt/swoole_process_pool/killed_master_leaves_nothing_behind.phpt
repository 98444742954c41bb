--TEST--
kill -9 of the master ends workers that are busy in the script, workers that have changed their user, and the socket file
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

$path = Scratch::path('pool.sock');
chmod(dirname($path), 0777);
foreach (['busy' => fn () => sleep(60), 'loop' => function () { while (true); }, 'idle' => fn () => 0] as $what => $work) {
    $t = TestServer::launch(function (TestServer $t) use ($path, $work, $what) {
        $pool = new Pool(2, SWOOLE_IPC_SOCKET);
        $pool->listen("unix:$path");
        $pool->on('workerStart', function (Pool $pool, int $id) use ($t, $work) {
            if ($id === 1 && posix_geteuid() === 0) {
                posix_setuid(65534);
            }
            $t->journal->note('start');
            $work();
        });
        $pool->on('message', fn () => 0);
        $pool->start();
    });
    $t->journal->wait('start', 2);
    check(file_exists($path), 'the socket file is there');
    $t->signal(SIGKILL);
    same(-SIGKILL, $t->waitEnd(), 'the master');
    wait_until(fn () => group_members($t->pid) === [], "the workers to end ($what)");
    check(!file_exists($path), "the socket file is gone ($what)");
}

echo "done\n";
?>
--EXPECT--
done
