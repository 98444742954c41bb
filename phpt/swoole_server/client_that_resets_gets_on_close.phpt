--TEST--
a connection that the client resets gets onClose like any other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['close' => $t->noting('close')]));
    $client = $t->connect()->send('x');
    $client->read(1);
    socket_set_option(socket_import_stream($client->stream), SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
    $client->close();
    same([1, 0], $t->journal->wait('close'), 'onClose');
    same('y', $t->connect()->send('y')->read(1), 'echo for the next client');
});
?>
--EXPECT--
BASE done
PROCESS done
