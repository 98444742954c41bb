--TEST--
at shutdown clients see the end of their connection
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode));
    $client = $t->connect()->send('x');
    same('x', $client->read(1), 'echo');
    same(0, $t->stop(), 'exit code');
    check($client->isClosed(), 'connection still open');
});
?>
--EXPECT--
BASE done
PROCESS done
