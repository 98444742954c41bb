--TEST--
close() twice in a row: one onClose
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t) {
            $server->close($fd);
            @$server->close($fd);
        },
        'close' => $t->noting('close'),
    ]));
    check($t->connect()->send('x')->isClosed(), 'connection still open');
    same('', @$t->connect()->send('y')->read(1), 'second client');
    $t->journal->wait('close', 2);
    same([['close', 1, -1], ['close', 2, -1]], $t->journal->all('close'), 'onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
