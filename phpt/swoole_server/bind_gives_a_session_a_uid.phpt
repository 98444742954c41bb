--TEST--
bind(): the uid appears in getClientInfo(), once; a second bind() is false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode([
            array_key_exists('uid', $server->getClientInfo($fd)), $server->bind($fd, 42), $server->getClientInfo($fd)['uid'] ?? null,
            $server->bind($fd, 43), $server->getClientInfo($fd)['uid'] ?? null]) . "\n"),
    ]));
    same('[false,true,42,false,42]', $t->connect()->ask("x\n"), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
