--TEST--
close() in onConnect: the client is turned away, onClose comes, onReceive does not
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'connect' => function ($server, $fd) use ($t) {
            $t->journal->note('connect', $fd, $server->close($fd));
        },
        'close' => $t->noting('close'),
    ]));
    check($t->connect()->isClosed(), 'the client is still connected');
    same([1, -1], $t->journal->wait('close'), 'onClose');
    same([1, true], $t->journal->wait('connect'), 'onConnect');
});
?>
--EXPECT--
BASE done
PROCESS done
