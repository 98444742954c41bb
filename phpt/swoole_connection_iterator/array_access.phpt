--TEST--
isset($connections[$fd]) tells whether a session exists, $connections[$fd] is its info
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([isset($server->connections[$fd]), isset($server->connections[9999]),
            $server->connections[$fd] === $server->getClientInfo($fd), $server->connections[9999],
            $server->connections->offsetExists($fd), is_array($server->connections->offsetGet($fd))]) . "\n"),
    ]));
    same('[true,false,true,false,true,true]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
