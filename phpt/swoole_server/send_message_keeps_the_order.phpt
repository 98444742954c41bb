--TEST--
sendMessage(): 300 messages arrive in the order in which they were sent
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function ($server) {
            for ($i = 0; $i < 300; $i++) {
                $server->sendMessage($i, 1 - $server->worker_id);
            }
        },
        'pipeMessage' => fn ($server, $from, $message) => $t->journal->note('got', $message),
    ]));
    $client = $t->connect()->send('x');
    $t->journal->wait('got', 300);
    same(range(0, 299), array_column($t->journal->all('got'), 1), 'messages');
});
?>
--EXPECT--
BASE done
PROCESS done
