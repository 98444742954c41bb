--TEST--
onClose gets -1 as reactor id when the server called close()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $t->journal->note('returned', $server->close($fd)),
        'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send('x');
    check($client->isClosed(), 'connection still open');
    same([1, -1], $t->journal->wait('close'), 'onClose');
    same([true], $t->journal->wait('returned'), 'what close() returned');
    same(1, $t->journal->count('close'), 'number of onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
