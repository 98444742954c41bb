--TEST--
send() to an unknown session: false and error 1005
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $t->journal->note('r', $server->send(9999, 'x'), $server->getLastError()),
    ]));
    $client = $t->connect()->send('x');
    same([false, 1005], $t->journal->wait('r'), 'result and error');
});
?>
--EXPECT--
BASE done
PROCESS done
