--TEST--
sendto() of a server that has no UDP port: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode(@$server->sendto('127.0.0.1', 9, 'x')) . "\n"),
    ]));
    same('false', $t->connect()->ask("x\n"), 'result');
});
?>
--EXPECT--
BASE done
PROCESS done
