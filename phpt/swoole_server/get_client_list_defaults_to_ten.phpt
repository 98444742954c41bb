--TEST--
getClientList() and connection_list() return ten sessions unless told otherwise
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->getClientList(),
            $server->connection_list()]) . "\n"),
    ]));
    $clients = [];
    for ($i = 1; $i <= 11; $i++) {
        $clients[] = $client = $t->connect();
        $answer = $client->ask("x\n");
    }
    same('[[1,2,3,4,5,6,7,8,9,10],[1,2,3,4,5,6,7,8,9,10]]', $answer, 'lists');
});
?>
--EXPECT--
BASE done
PROCESS done
