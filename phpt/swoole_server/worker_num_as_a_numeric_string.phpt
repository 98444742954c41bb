--TEST--
worker_num '2': two workers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => '2']));
    wait_until(fn () => $t->starts() === 2, 'two workers');
    stays(fn () => $t->starts() === 2, 'their number', 0.1);
});
?>
--EXPECT--
BASE done
PROCESS done
