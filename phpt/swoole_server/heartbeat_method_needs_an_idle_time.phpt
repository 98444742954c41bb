--TEST--
heartbeat() without heartbeat_idle_time is false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([@$server->heartbeat(), @$server->heartbeat(false)]) . "\n"),
    ]));
    same('[false,false]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
