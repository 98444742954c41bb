--TEST--
stats() tells how many workers are idle
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 3], [
        'receive' => fn ($server, $fd) => $server->send($fd, $server->stats()['idle_worker_num'] . "\n"),
    ]));
    same('2', $t->connect()->ask("x\n"), 'idle workers but the one that asks');
});
?>
--EXPECT--
BASE done
PROCESS done
