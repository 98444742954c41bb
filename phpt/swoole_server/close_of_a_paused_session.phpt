--TEST--
a paused session can be closed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('r', $data === 'pause' ? $server->pause($fd) : $server->close(1));
        },
        'close' => $t->noting('close'),
    ]));
    $paused = $t->connect()->send('pause');
    $t->journal->wait('r');
    $other = $t->connect()->send('close the other');
    check($paused->isClosed(), 'connection still open');
    same([1, -1], $t->journal->wait('close'), 'onClose');
    $t->journal->wait('r', 2);
    same([['r', true], ['r', true]], $t->journal->all('r'), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
