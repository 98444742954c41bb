--TEST--
sessions may be closed while $connections is iterated over
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) {
            if ($data === "enter\n") {
                $server->send($fd, "entered\n");
                return;
            }
            $seen = [];
            foreach ($server->connections as $id) {
                $seen[] = $id;
                if ($id !== $fd) {
                    $server->close($id);
                }
            }
            $server->send($fd, json_encode($seen) . "\n");
        },
    ]));
    $clients = array_map(fn () => $t->connect(), range(1, 4));
    foreach ($clients as $client) {
        same('entered', $client->ask("enter\n"), 'answer');
    }
    same('[1,2,3,4]', $clients[3]->ask("close the others\n"), 'sessions');
    foreach ([0, 1, 2] as $i) {
        check($clients[$i]->isClosed(), "client $i is still connected");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
