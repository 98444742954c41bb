--TEST--
a pid_file that cannot be written: the server does not start and says which file
--FILE--
<?php
// better than the reference: there it is a line in the log, and the server serves.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, ['pid_file' => '/nonexistent/directory/pid']));
    wait_until(fn () => $t->ended() || $t->starts() > 0, 'an end');
    same(0, $t->starts(), 'workers started');
    $t->waitEnd(2.0);
    check($t->exit !== 0 || $t->journal->first('harness-started') === [false], 'looks like a success');
    check(str_contains($t->output() . $t->logged(), '/nonexistent/directory/pid'), 'no word of the file: ' . $t->output());
});
?>
--EXPECT--
BASE done
PROCESS done
