--TEST--
a user process that ends or is killed is started again, with the same pipe
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $process = new Swoole\Process(function ($process) use ($t) {
            $t->journal->note('up', getmypid());
            if ($process->read() === 'return') {
                return;
            }
            sleep(60);
        });
        $server = $t->tcp($mode, ['log_level' => SWOOLE_LOG_NONE], ['receive' => fn ($server, $fd, $reactor, $data) => $process->write(trim($data))]);
        $server->addProcess($process);
        return $server;
    });
    [$first] = $t->journal->wait('up');
    posix_kill($first, SIGKILL);
    [$second] = $t->journal->wait('up', 2);
    $t->connect()->send("return\n");
    [$third] = $t->journal->wait('up', 3);
    same(3, count(array_unique([$first, $second, $third])), 'processes');
    wait_until(fn () => !alive($second), 'the end of the one that returned');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
