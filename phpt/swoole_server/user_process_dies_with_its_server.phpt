--TEST--
SIGKILL to the process that called start() leaves no user process behind
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], []);
        $server->addProcess(new Swoole\Process(fn () => $t->journal->note('up') || sleep(60)));
        return $server;
    });
    $t->journal->wait('up');
    $t->signal(SIGKILL);
    same(-SIGKILL, $t->waitEnd(), 'how it ended');
    wait_until(fn () => group_members($t->pid) === [], 'the end of all others', 3.0);
});
?>
--EXPECT--
BASE done
PROCESS done
