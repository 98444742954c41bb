--TEST--
an uncaught exception in an event of the manager is printed, and the manager goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach (['managerStart', 'beforeReload', 'afterReload'] as $event) {
        $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
            $event => fn () => throw new DomainException('a reason'),
        ]));
        $t->journal->wait('harness-worker', 2);
        $manager = parent_of($t->workers()[0]);
        same('x', TestClient::tcp($t->journal->first('harness-worker')[2][0])->send('x')->read(1), 'echo');
        if ($event !== 'managerStart') {
            $t->journal->wait('harness-manager');
            posix_kill($manager, SIGUSR1);
            $t->waitStarts(4);
        }
        $t->waitOutput('Uncaught DomainException: a reason');
        check(alive($manager), "the manager died of an exception in $event");
        same(0, $t->stop(), 'exit code');
    }
});
?>
--EXPECT--
BASE done
PROCESS done
