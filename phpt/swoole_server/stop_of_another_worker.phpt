--TEST--
stop($id) ends the worker with that id
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server) => $t->journal->note('stop', $server->worker_id, $server->stop(1 - $server->worker_id)),
        'workerStop' => $t->noting('workerStop'),
    ]));
    $client = $t->connect()->send('x');
    $t->waitStarts(3);
    [$id, $result] = $t->journal->first('stop');
    same(true, $result, 'what stop() returned');
    same([1 - $id], $t->journal->wait('workerStop'), 'worker that stopped');
});
?>
--EXPECT--
BASE done
PROCESS done
