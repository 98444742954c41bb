--TEST--
sendMessage(): 1 MB arrives whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server) => $server->sendMessage(str_repeat('0123456789abcdef', 1 << 16), 1 - $server->worker_id),
        'pipeMessage' => fn ($server, $from, $message) => $t->journal->note('got', strlen($message), md5($message)),
    ]));
    $client = $t->connect()->send('x');
    same([1 << 20, md5(str_repeat('0123456789abcdef', 1 << 16))], $t->journal->wait('got'), 'length and content');
});
?>
--EXPECT--
BASE done
PROCESS done
