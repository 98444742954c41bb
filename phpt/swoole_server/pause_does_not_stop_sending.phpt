--TEST--
a paused session can still be sent to
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd) {
            $server->pause($fd);
            $server->send($fd, "still here\n");
        },
    ]));
    same('still here', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
