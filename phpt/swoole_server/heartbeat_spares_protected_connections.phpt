--TEST--
protect(): a protected session is not closed by the heartbeat
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['heartbeat_check_interval' => 1, 'heartbeat_idle_time' => 1], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode($data !== "protect\n"
            || $server->protect($fd)) . "\n"),
        'close' => $t->noting('close'),
    ]));
    $protected = $t->connect();
    same('true', $protected->ask("protect\n"), 'what protect() returned');
    $idle = $t->connect();
    same('true', $idle->ask("x\n"), 'answer');
    same([2, 0], $t->journal->wait('close', 1, 6), 'onClose');
    same('true', $protected->ask("x\n"), 'answer for the protected client');
});
?>
--EXPECT--
BASE done
PROCESS done
