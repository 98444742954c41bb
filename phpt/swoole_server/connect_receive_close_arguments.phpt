--TEST--
onConnect, onReceive and onClose get the server, the session id and the reactor id, onReceive the data too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], []);
        foreach (['connect', 'receive', 'close'] as $event) {
            $server->on($event, fn (...$all) => $t->journal->note($event, $all[0] === $server, ...array_slice($all, 1)));
        }
        return $server;
    });
    $client = $t->connect()->send('some data');
    $t->journal->wait('receive');
    $client->close();
    $t->journal->wait('close');
    same([true, 1, 0], $t->journal->first('connect'), 'onConnect');
    same([true, 1, 0, 'some data'], $t->journal->first('receive'), 'onReceive');
    same([true, 1, 0], $t->journal->first('close'), 'onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
