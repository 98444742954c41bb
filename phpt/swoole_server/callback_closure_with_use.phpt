--TEST--
a callback can be a closure that uses variables
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $a = 'outer';
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) use ($a) {
            $server->send($fd, "$a $data");
        },
    ]));
    same('outer x', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
