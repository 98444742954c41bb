--TEST--
after max_request requests a worker ends cleanly and is replaced
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_request' => 3], [
        'receive' => fn ($server, $fd) => $server->send($fd, getmypid() . "\n"),
        'workerStop' => $t->noting('workerStop'), 'workerError' => $t->noting('workerError'),
    ]));
    $first = (string) $t->workers()[0];
    for ($i = 0; $i < 30 && $t->starts() === 1; $i++) {
        $client = $t->connect();
        $client->ask("x\n");
        $client->close();
    }
    $t->waitStarts(2);
    $client = $t->connect();
    check($client->ask("x\n") !== $first, 'still the first worker');
    check($t->journal->count('workerStop') >= 1, 'no onWorkerStop');
    same(0, $t->journal->count('workerError'), 'number of onWorkerError');
});
?>
--EXPECT--
BASE done
PROCESS done
