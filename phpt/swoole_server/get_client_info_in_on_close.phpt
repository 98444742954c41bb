--TEST--
in onClose getClientInfo() still knows the client
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'close' => fn ($server, $fd) => $t->journal->note('info', $server->getClientInfo($fd)),
    ]));
    $client = $t->connect()->send('x');
    $client->read(1);
    $port = $client->localPort();
    $client->close();
    [$info] = $t->journal->wait('info');
    same(['127.0.0.1', $port], [$info['remote_ip'] ?? null, $info['remote_port'] ?? null], 'client');
});
?>
--EXPECT--
BASE done
PROCESS done
