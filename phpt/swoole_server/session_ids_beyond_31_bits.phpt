--TEST--
session ids go on beyond 2^31 and work in every method
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['start_session_id' => 0x7ffffffa], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$fd, $server->exist($fd),
            $server->getClientInfo($fd)['remote_ip'] ?? null]) . "\n"),
        'close' => fn ($server, $fd) => $t->journal->note('close', $fd),
    ]));
    $last = 0;
    for ($i = 0; $i < 12; $i++) {
        $client = $t->connect();
        [$fd, $exists, $ip] = json_decode($client->ask("x\n"));
        same([true, '127.0.0.1'], [$exists, $ip], "session $fd");
        $client->close();
        same([$fd], $t->journal->wait('close', $i + 1), 'onClose');
        check($fd > $last, "session $fd after $last");
        $last = $fd;
    }
    check($last > 0x7fffffff, "last session $last");
});
?>
--EXPECT--
BASE done
PROCESS done
