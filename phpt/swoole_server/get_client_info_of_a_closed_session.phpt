--TEST--
getClientInfo() of a closed session is false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode($server->getClientInfo(1) === false) . "\n"),
        'close' => $t->noting('close'),
    ]));
    $first = $t->connect();
    same('false', $first->ask("x\n"), 'while it is open');
    $first->close();
    $t->journal->wait('close');
    $second = $t->connect();
    wait_until(fn () => $second->ask("x\n") === 'true', 'the closed session to be unknown');
});
?>
--EXPECT--
BASE done
PROCESS done
