--TEST--
a client that goes away with data unsent: onClose, and the server serves on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 64 << 20], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('sent', $server->send($fd, str_repeat('x', 16 << 20)));
        },
        'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send('x');
    $t->journal->wait('sent');
    $client->close();
    same([1, 0], $t->journal->wait('close'), 'onClose');
    same('x', $t->connect()->send('x')->read(1), 'next client');
});
?>
--EXPECT--
BASE done
PROCESS done
