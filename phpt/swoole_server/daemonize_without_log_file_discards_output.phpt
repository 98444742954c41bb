--TEST--
daemonize without log_file: output goes to /dev/null
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$pidFile = Scratch::path('pid');
$t = TestServer::launch(function () use ($pidFile) {
    $server = new Swoole\Server('127.0.0.1', 0, SWOOLE_PROCESS);
    $server->set(['worker_num' => 1, 'daemonize' => true, 'pid_file' => $pidFile]);
    $server->on('receive', fn () => null);
    return $server;
});
same(0, $t->waitEnd(), 'exit code of the script');
wait_until(fn () => (int) @file_get_contents($pidFile) > 0, 'the pid file');
$pid = (int) file_get_contents($pidFile);
TestServer::alsoKill($pid);
same(['/dev/null', '/dev/null'], [readlink("/proc/$pid/fd/1"), readlink("/proc/$pid/fd/2")], 'standard output and error');
posix_kill($pid, SIGTERM);
wait_until(fn () => !alive($pid), 'the end of the daemon');
echo "done\n";
?>
--EXPECT--
done
