--TEST--
getClientInfo($fd, -1, true) knows an open session as without it, and is false for one that never was
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->getClientInfo($fd, -1, true) === $server->getClientInfo($fd),
            $server->getClientInfo(9999, -1, true)]) . "\n"),
    ]));
    same('[true,false]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
