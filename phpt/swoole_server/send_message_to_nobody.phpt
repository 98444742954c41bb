--TEST--
sendMessage() to oneself or to a worker that does not exist: false with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function ($server, $fd) use ($t) {
            foreach ([$server->worker_id, 99, -1] as $to) {
                $t->journal->note('r', ...with_warnings(fn () => $server->sendMessage('x', $to)));
            }
            $server->send($fd, "done\n");
        },
        'pipeMessage' => fn () => null,
    ]));
    $t->connect()->ask("x\n");
    foreach ($t->journal->all('r') as [, $result, $warnings]) {
        echo json_encode($result), ' ', implode('; ', $warnings), "\n";
    }
});
?>
--EXPECT--
false Warning: Swoole\Server::sendMessage(): can't send messages to self
false Warning: Swoole\Server::sendMessage(): worker_id[99] is invalid
false Warning: Swoole\Server::sendMessage(): worker_id[-1] is invalid
BASE done
false Warning: Swoole\Server::sendMessage(): can't send messages to self
false Warning: Swoole\Server::sendMessage(): worker_id[99] is invalid
false Warning: Swoole\Server::sendMessage(): worker_id[-1] is invalid
PROCESS done
