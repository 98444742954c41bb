--TEST--
start_session_id sets where session ids begin
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['start_session_id' => 1000], [
        'receive' => fn ($server, $fd) => $server->send($fd, "$fd\n"),
    ]));
    $first = (int) $t->connect()->ask("x\n");
    $second = (int) $t->connect()->ask("x\n");
    check($first >= 1000 && $first <= 1001, "first id $first");
    same($first + 1, $second, 'second id');
});
?>
--EXPECT--
BASE done
PROCESS done
