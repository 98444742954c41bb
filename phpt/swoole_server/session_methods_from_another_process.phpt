--TEST--
exist, getClientInfo, sendfile, pause, resume, protect and bind work on a session of another worker
--FILE--
<?php
// better than the reference: there BASE mode allows only send and close from another process.
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::file('content', "file content\n");
both_modes(function (int $mode) use ($file) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => fn ($server, $fd) => $server->sendMessage("$fd", 1 - $server->worker_id),
        'pipeMessage' => function ($server, $from, $text) use ($t, $file) {
            $fd = (int) $text;
            $t->journal->note('results', $server->exist($fd), is_array($server->getClientInfo($fd)), $server->protect($fd),
                $server->bind($fd, 77), $server->getClientInfo($fd)['uid'] ?? null, in_array($fd, $server->getClientList()),
                isset($server->connections[$fd]), $server->pause($fd), $server->resume($fd), $server->sendfile($fd, $file));
        },
    ]));
    same('file content', $t->connect()->ask("x\n"), 'answer');
    same([true, true, true, true, 77, true, true, true, true, true], $t->journal->wait('results'), 'results');
});
?>
--EXPECT--
BASE done
PROCESS done
