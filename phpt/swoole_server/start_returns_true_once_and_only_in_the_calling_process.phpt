--TEST--
start() returns true after a shutdown, once, in the process that called it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    same('x', $t->connect()->send('x')->read(1), 'echo');
    same(0, $t->stop(), 'exit code');
    same([['harness-started', true]], $t->journal->all('harness-started'), 'returns of start()');
});
?>
--EXPECT--
BASE done
PROCESS done
