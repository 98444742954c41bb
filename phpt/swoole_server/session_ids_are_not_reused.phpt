--TEST--
session ids go up from 1 and a new connection never gets that of an old one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, "$fd\n"),
    ]));
    $ids = [];
    for ($i = 0; $i < 5; $i++) {
        $client = $t->connect();
        $ids[] = (int) $client->ask("x\n");
        $client->close();
    }
    same([1, 2, 3, 4, 5], $ids, 'session ids');
});
?>
--EXPECT--
BASE done
PROCESS done
