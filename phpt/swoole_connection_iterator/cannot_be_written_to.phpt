--TEST--
writing to $connections or unsetting an element changes nothing
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            @$server->connections[5] = 'x';
            unset($server->connections[$fd]);
            $server->send($fd, json_encode([count($server->connections), isset($server->connections[5]), $server->exist($fd)]) . "\n");
        },
    ]));
    same('[1,false,true]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
