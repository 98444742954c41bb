--TEST--
in onClose the session is closing: send() is false
--FILE--
<?php
// better than the reference: there BASE mode says true.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'close' => fn ($server, $fd) => $t->journal->note('r', @$server->send($fd, 'x')),
    ]));
    $client = $t->connect()->send('x');
    $client->read(1);
    $client->close();
    same([false], $t->journal->wait('r'), 'what send() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
