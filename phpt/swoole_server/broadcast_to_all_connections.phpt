--TEST--
a message of one client goes to all of them
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) {
            foreach ($data === "enter\n" ? [$fd] : $server->connections as $id) {
                $server->send($id, "$fd says $data");
            }
        },
    ]));
    $clients = array_map(fn () => $t->connect(), range(1, 5));
    foreach ($clients as $i => $client) {
        same($i + 1 . ' says enter', $client->ask("enter\n"), 'own message');
    }
    $clients[2]->send("hello\n");
    foreach ($clients as $i => $client) {
        same('3 says hello', $client->line(), "client $i");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
