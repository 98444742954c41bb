--TEST--
bind(): a negative uid is kept as an unsigned 32-bit number
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([$server->bind($fd, -10),
            $server->getClientInfo($fd)['uid'] ?? null]) . "\n"),
    ]));
    same('[true,4294967286]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
