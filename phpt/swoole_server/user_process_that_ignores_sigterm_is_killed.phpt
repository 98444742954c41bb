--TEST--
shutdown: a user process that does not end by SIGTERM is killed after max_wait_time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, ['max_wait_time' => 1, 'log_level' => SWOOLE_LOG_NONE], []);
        $server->addProcess(new Swoole\Process(function () use ($t) {
            pcntl_signal(SIGTERM, SIG_IGN);
            $t->journal->note('up', getmypid());
            while (true) {
                sleep(60);
            }
        }));
        return $server;
    });
    [$pid] = $t->journal->wait('up');
    same(0, $t->stop(), 'exit code');
    check(!alive($pid), 'gone');
});
?>
--EXPECT--
BASE done
PROCESS done
