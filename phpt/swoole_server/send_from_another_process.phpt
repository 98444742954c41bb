--TEST--
send() to a session of another worker arrives
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->sendMessage("$fd", 1 - $server->worker_id),
        'pipeMessage' => fn ($server, $from, $fd) => $server->send((int) $fd, "from another process\n"),
    ]));
    same('from another process', $t->connect()->ask("x\n"), 'answer');
});
?>
--EXPECT--
BASE done
PROCESS done
