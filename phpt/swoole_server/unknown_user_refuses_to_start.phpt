--TEST--
a user, group or root directory that cannot be taken: the server does not serve with more rights than were asked for
--FILE--
<?php
// better than the reference: there the workers run on as root.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    foreach ([['user' => 'no-such-user'], ['group' => 'no-such-group'], ['chroot' => '/no/such/directory']] as $setting) {
        $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2] + $setting));
        wait_until(fn () => $t->ended() || $t->starts() > 0, 'an end');
        same(0, $t->starts(), 'workers started with ' . show($setting));
        $t->waitEnd(2.0);
        check($t->exit !== 0 || $t->journal->first('harness-started') === [false], 'looks like a success');
        TestServer::end_all();
    }
});
?>
--EXPECT--
BASE done
PROCESS done
