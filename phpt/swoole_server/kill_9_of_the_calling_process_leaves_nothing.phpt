--TEST--
SIGKILL to the calling process: within a second no process and no bound port is left
--FILE--
<?php
// better than the reference: there BASE mode leaves its workers, which keep the port bound.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    $client = $t->connect()->send('x');
    $client->read(1);
    $t->signal(SIGKILL);
    wait_until(fn () => group_members($t->pid) === [], 'no process left', 1.0);
    wait_until(fn () => !is_listening($t->port), 'nobody listens', 1.0);
    check($client->isClosed(), 'connection still open');
});
?>
--EXPECT--
BASE done
PROCESS done
