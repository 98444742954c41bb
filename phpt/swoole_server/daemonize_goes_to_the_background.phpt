--TEST--
daemonize: the script ends with 0, the server runs in a session of its own, its output goes to log_file
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    $pidFile = Scratch::path("$name.pid");
    $log = Scratch::path("$name.log");
    $journal = new Journal();
    $t = TestServer::launch(function () use ($mode, $pidFile, $log, $journal) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 2, 'daemonize' => true, 'pid_file' => $pidFile, 'log_file' => $log]);
        $server->on('workerStart', function ($server, $id) use ($journal) {
            echo "printed by a worker\n";
            $journal->note('worker', $server->port);
        });
        $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, $data));
        return $server;
    });
    same(0, $t->waitEnd(), 'exit code of the script');
    [$port] = $journal->wait('worker', 2);
    wait_until(fn () => (int) @file_get_contents($pidFile) > 0, 'the pid file');
    $pid = (int) file_get_contents($pidFile);
    TestServer::alsoKill($pid);
    same('x', TestClient::tcp($port)->send('x')->read(1), 'echo');
    check($pid !== $t->pid && alive($pid), 'no daemon');
    same($pid, process_stat($pid)['session'], 'session of the daemon');
    wait_until(fn () => substr_count((string) @file_get_contents($log), 'printed by a worker') === 2, 'the output in the log file');
    posix_kill($pid, SIGTERM);
    wait_until(fn () => !alive($pid), 'the end of the daemon');
    wait_until(fn () => group_members($pid) === [], 'the end of its workers');
});
?>
--EXPECT--
BASE done
PROCESS done
