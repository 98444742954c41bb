--TEST--
a client's close frame comes back as it was, and the connection ends; onClose is told
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, ['close' => function ($server, $fd, $reactor) use ($t) {
        $t->journal->note('close', $reactor >= 0, $server->isEstablished($fd), @$server->push($fd, 'too late'));
    }]));
    foreach (['', pack('n', 1000) . 'bye', pack('n', 4321)] as $number => $payload) {
        $client = WebSocket::connect($t);
        same([8, $payload], $client->say($payload, 8)->hear(), 'echo');
        same([], $client->hear(), 'the end');
        same([true, false, false], $t->journal->wait('close', $number + 1), 'onClose');
    }
    same('', $t->logged(), 'nothing to complain about');
});
?>
--EXPECT--
BASE done
PROCESS done
