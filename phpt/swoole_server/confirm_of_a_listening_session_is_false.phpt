--TEST--
confirm() of a session that receives already is false, as documented
--FILE--
<?php
// better than the reference: there it is true.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->confirm($fd)) . "\n"),
    ]));
    same('false', $t->connect()->ask("x\n"), 'what confirm() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
