--TEST--
8 MB for a client that reads late arrives whole
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['socket_buffer_size' => 32 << 20], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('sent', $server->send($fd, str_repeat('0123456789abcdef', 8 << 16)));
        },
    ]));
    $client = $t->connect()->send('x');
    same([true], $t->journal->wait('sent'), 'what send() returned');
    $data = $client->read(8 << 20);
    same(8 << 20, strlen($data), 'length');
    same(md5(str_repeat('0123456789abcdef', 8 << 16)), md5($data), 'content');
});
?>
--EXPECT--
BASE done
PROCESS done
