--TEST--
sendMessage(): onPipeMessage in the other worker gets the sender's id and the message
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $t->journal->note('sent', $server->worker_id,
            $server->sendMessage('the message', 1 - $server->worker_id)),
        'pipeMessage' => fn ($server, $from, $message) => $t->journal->note('got', $server->worker_id, $from, $message),
    ]));
    $client = $t->connect()->send('x');
    [$sender, $result] = $t->journal->wait('sent');
    same(true, $result, 'what sendMessage() returned');
    same([1 - $sender, $sender, 'the message'], $t->journal->wait('got'), 'onPipeMessage');
});
?>
--EXPECT--
BASE done
PROCESS done
