--TEST--
reload() leaves user processes as they are; shutdown ends them
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['afterReload' => $t->noting('reloaded')]);
        $server->addProcess(new Swoole\Process(fn () => $t->journal->note('up', getmypid()) || sleep(60)));
        return $server;
    });
    [$pid] = $t->journal->wait('up');
    $t->signal(SIGUSR1);
    $t->journal->wait('reloaded');
    $t->waitStarts(2);
    check(alive($pid), 'it lives');
    same(1, $t->journal->count('up'), 'starts');
    same(0, $t->stop(), 'exit code');
    check(!alive($pid), 'gone with the server');
});
?>
--EXPECT--
BASE done
PROCESS done
