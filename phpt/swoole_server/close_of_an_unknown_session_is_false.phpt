--TEST--
close() of a session that does not exist or is closed already: false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->close(9999), $server->close(-5),
            $server->close(0)]) . "\n"),
    ]));
    same('[false,false,false]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
