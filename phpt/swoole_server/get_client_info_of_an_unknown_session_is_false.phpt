--TEST--
getClientInfo() and connection_info() of an unknown session: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->getClientInfo(9999),
            $server->connection_info(9999), $server->getClientInfo(-1),
            $server->connection_info($fd) === $server->getClientInfo($fd)]) . "\n"),
    ]));
    same('[false,false,false,true]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
