--TEST--
$port->connections holds the sessions of that port only, $server->connections those of all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], [
            'receive' => fn ($server, $fd) => $server->send($fd, json_encode([
                array_values(iterator_to_array($server->ports[0]->connections)), array_values(iterator_to_array($server->ports[1]->connections)),
                array_values(iterator_to_array($server->connections)), count($server->ports[0]->connections),
                count($server->ports[1]->connections), count($server->connections)]) . "\n"),
        ]);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
        return $server;
    });
    $clients = [];
    foreach ([0, 1, 1] as $port) {
        $clients[] = $client = $t->connect($port);
        $answer = $client->ask("x\n");
    }
    same('[[1],[2,3],[1,2,3],1,2,3]', $answer, 'connections');
});
?>
--EXPECT--
BASE done
PROCESS done
