--TEST--
enable_delay_receive: confirm() in onConnect lets the client in, close() turns it away
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['enable_delay_receive' => true], [
        'connect' => fn ($server, $fd) => $fd === 1 ? $server->confirm($fd) : $server->close($fd),
    ]));
    same('x', $t->connect()->send('x')->read(1), 'echo for the confirmed client');
    check($t->connect()->isClosed(), 'the other client is still connected');
});
?>
--EXPECT--
BASE done
PROCESS done
