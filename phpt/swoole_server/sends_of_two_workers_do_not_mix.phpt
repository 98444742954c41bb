--TEST--
send() of two processes to one session: every piece arrives in one piece
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'socket_buffer_size' => 64 << 20], [
        'receive' => function ($server, $fd) {
            $server->sendMessage("$fd", 1 - $server->worker_id);
            for ($i = 0; $i < 100; $i++) {
                $server->send($fd, str_repeat('a', 20_000) . "\n");
            }
        },
        'pipeMessage' => function ($server, $from, $fd) {
            for ($i = 0; $i < 100; $i++) {
                $server->send((int) $fd, str_repeat('b', 20_000) . "\n");
            }
        },
    ]));
    $client = $t->connect()->send('x');
    $counts = ['a' => 0, 'b' => 0];
    for ($i = 0; $i < 200; $i++) {
        $line = $client->line();
        if (!check($line !== '' && strlen($line) === 20_000 && count_chars($line, 3) === $line[0], 'a piece is mixed or cut: ' . show($line))) {
            break;
        }
        $counts[$line[0]]++;
    }
    same(['a' => 100, 'b' => 100], $counts, 'pieces');
});
?>
--EXPECT--
BASE done
PROCESS done
