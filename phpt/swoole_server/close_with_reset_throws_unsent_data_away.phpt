--TEST--
close($fd, true) closes at once, without what is still to be sent
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 64 << 20], [
        'receive' => function ($server, $fd) use ($t) {
            $server->send($fd, str_repeat('x', 24 << 20));
            $t->journal->note('closed', $server->close($fd, true));
        },
        'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send('x');
    same([true], $t->journal->wait('closed'), 'what close() returned');
    $t->journal->wait('close');
    check(strlen($client->readAll()) < 24 << 20, 'everything arrived');
});
?>
--EXPECT--
BASE done
PROCESS done
