--TEST--
a function registered with register_shutdown_function before start() runs once, in the calling process
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        register_shutdown_function(fn () => $t->journal->note('shutdown-function', getmypid()));
        return $t->tcp($mode, ['worker_num' => 2]);
    });
    $t->stop();
    same([['shutdown-function', $t->pid]], $t->journal->all('shutdown-function'), 'runs');
});
?>
--EXPECT--
BASE done
PROCESS done
