--TEST--
tcp_fastopen: the server serves as ever
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['tcp_fastopen' => true]));
    same('x', $t->connect()->send('x')->read(1), 'echo');
    same('', $t->output(), 'output');
});
?>
--EXPECT--
BASE done
PROCESS done
