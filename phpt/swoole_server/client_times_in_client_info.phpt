--TEST--
last_recv_time and last_send_time advance with traffic; queued bytes are 0 when all has gone
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->getClientInfo($fd)) . "\n"),
    ]));
    $client = $t->connect();
    $first = json_decode($client->ask("x\n"), true);
    usleep(30_000);
    $second = json_decode($client->ask("x\n"), true);
    check($second['last_recv_time'] > $first['last_recv_time'], 'last_recv_time did not advance');
    check($second['last_send_time'] > 0, 'no last_send_time');
    same(0, $second['send_queued_bytes'], 'send_queued_bytes');
});
?>
--EXPECT--
BASE done
PROCESS done
