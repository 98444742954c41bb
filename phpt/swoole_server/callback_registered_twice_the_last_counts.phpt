--TEST--
on() replaces what was registered before
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], ['receive' => fn ($server, $fd) => $server->send($fd, "first\n")]);
        same(true, $server->on('Receive', fn ($server, $fd) => $server->send($fd, "second\n")), 'what on() returned');
        return $server;
    });
    same('second', $t->connect()->ask("x\n"), 'answer');
    same('', $t->output(), 'output');
});
?>
--EXPECT--
BASE done
PROCESS done
