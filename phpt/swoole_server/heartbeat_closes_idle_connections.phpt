--TEST--
heartbeat_check_interval and heartbeat_idle_time: a client that sends nothing is closed, with onClose; another stays
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['heartbeat_check_interval' => 1, 'heartbeat_idle_time' => 2], [
        'close' => $t->noting('close'),
    ]));
    $idle = $t->connect();
    $idle->send('x')->read(1);
    $busy = $t->connect();
    for ($i = 0; $i < 50 && $t->journal->count('close') === 0; $i++) {
        same('x', $busy->send('x')->read(1), 'echo');
        usleep(100_000);
    }
    same([['close', 1, 0]], $t->journal->all('close'), 'onClose');
    check($idle->isClosed(), 'idle connection still open');
    same('x', $busy->send('x')->read(1), 'echo for the busy client');
});
?>
--EXPECT--
BASE done
PROCESS done
