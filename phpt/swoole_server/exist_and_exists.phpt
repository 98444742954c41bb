--TEST--
exist() and exists() say whether a session is open
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) {
            $id = (int) $data ?: $fd;
            $server->send($fd, json_encode([$server->exist($id), $server->exists($id)]) . "\n");
        },
        'close' => $t->noting('close'),
    ]));
    $first = $t->connect();
    same('[true,true]', $first->ask("own\n"), 'own session');
    $second = $t->connect();
    same('[true,true]', $second->ask("1\n"), "the first client's session");
    $first->close();
    $t->journal->wait('close');
    wait_until(fn () => $second->ask("1\n") === '[false,false]', 'the closed session to be gone');
    same('[false,false]', $second->ask("9999\n"), 'unknown session');
});
?>
--EXPECT--
BASE done
PROCESS done
