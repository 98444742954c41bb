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
    $expected = ["can't send messages to self", 'worker_id[99] is invalid', 'worker_id[-1] is invalid'];
    foreach ($t->journal->all('r') as $i => [, $result, $warnings]) {
        same(false, $result, 'what sendMessage() returned');
        check(count($warnings) === 1 && str_starts_with($warnings[0], "Warning: Swoole\Server::sendMessage(): $expected[$i]"), show($warnings));
    }
});
?>
--EXPECT--
BASE done
PROCESS done
