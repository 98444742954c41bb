--TEST--
tcp_defer_accept: onConnect comes when the client sends
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['tcp_defer_accept' => 5], ['connect' => $t->noting('connect')]));
    $client = $t->connect();
    stays(fn () => $t->journal->count('connect') === 0, 'silence before the data', 0.1);
    same('x', $client->send('x')->read(1), 'echo');
    same(1, $t->journal->count('connect'), 'number of onConnect');
});
?>
--EXPECT--
BASE done
PROCESS done
