--TEST--
a client that sends and then says it will send no more: onReceive, then onClose
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => $t->noting('receive'), 'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send("last words\n")->finish();
    $t->journal->wait('close');
    same([['receive', 1, 0, "last words\n"], ['close', 1, 0]], $t->journal->all('receive', 'close'), 'events');
    check($client->isClosed(), 'connection still open');
});
?>
--EXPECT--
BASE done
PROCESS done
