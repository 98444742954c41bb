--TEST--
a callback can be the name of a function
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

function answer($server, $fd, $reactor, $data): void
{
    $server->send($fd, "function $data");
}
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => 'answer']));
    same('function x', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
