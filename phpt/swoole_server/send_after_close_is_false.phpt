--TEST--
send() after close() in the same callback: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) use ($t) {
            $server->close($fd);
            $t->journal->note('r', @$server->send($fd, 'x'));
        },
    ]));
    check($t->connect()->send('x')->isClosed(), 'something arrived after close()');
    same([false], $t->journal->wait('r'), 'what send() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
