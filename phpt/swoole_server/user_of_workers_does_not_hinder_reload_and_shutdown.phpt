--TEST--
user: workers of another user can be reloaded and ended
--FILE--
<?php
// better than the reference: there PROCESS mode can neither reload nor end once workers have another user.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'user' => 'nobody', 'group' => 'nogroup']));
    same('x', $t->connect()->send('x')->read(1), 'echo');
    // A reload shows that the manager can still start workers that give up their rights.
    $t->signal(SIGUSR1);
    $t->waitStarts(4);
    same('y', $t->connect()->send('y')->read(1), 'echo after a reload');
    same((string) posix_getpwnam('nobody')['uid'], explode("\t", process_status($t->workers()[0], 'Uid'))[0], 'user of the new worker');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
