--TEST--
PROCESS mode: sendMessage() works in the manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 1], [
    'managerStart' => fn ($server) => $t->journal->note('sent', $server->sendMessage('from the manager', 0)),
    'pipeMessage' => fn ($server, $from, $message) => $t->journal->note('got', $message),
]));
same(['from the manager'], $t->journal->wait('got'), 'onPipeMessage');
same([true], $t->journal->first('sent'), 'what sendMessage() returned');
echo "done\n";
?>
--EXPECT--
done
