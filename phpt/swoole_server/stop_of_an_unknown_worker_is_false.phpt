--TEST--
stop() with an id that no worker has returns false and stops nobody
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->send($fd, json_encode(@$server->stop(99)) . "\n"),
    ]));
    $client = $t->connect();
    same('false', $client->ask("x\n"), 'what stop() returned');
    same('false', $client->ask("x\n"), 'the second time');
    same(2, $t->starts(), 'workers started');
});
?>
--EXPECT--
BASE done
PROCESS done
