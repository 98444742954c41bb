--TEST--
close() in a worker that does not serve the session: onClose runs in the one that does
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('receive', $server->worker_id);
            $server->sendMessage($fd, 1 - $server->worker_id);
        },
        'pipeMessage' => fn ($server, $from, $fd) => $t->journal->note('close()', $server->worker_id, $server->close($fd)),
        'close' => fn ($server) => $t->journal->note('onClose', $server->worker_id),
    ]));
    $client = $t->connect();
    check($client->send('x')->isClosed(), 'closed');
    [$own] = $t->journal->wait('receive');
    same([1 - $own, true], $t->journal->wait('close()'), 'close()');
    same([$own], $t->journal->wait('onClose'), 'onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
