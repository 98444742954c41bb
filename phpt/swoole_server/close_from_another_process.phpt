--TEST--
close() of a session of another worker closes it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->sendMessage("$fd", 1 - $server->worker_id),
        'pipeMessage' => fn ($server, $from, $fd) => $t->journal->note('closed', $server->close((int) $fd)),
    ]));
    check($t->connect()->send('x')->isClosed(), 'connection still open');
    same([true], $t->journal->wait('closed'), 'what close() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
