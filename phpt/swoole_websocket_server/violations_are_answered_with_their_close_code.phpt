--TEST--
what RFC 6455 forbids is answered with a close code, logged, and never reaches the script
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: it lets most of this pass, or cuts the connection off without a word
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'message' => $t->noting('message'),
        'close' => $t->noting('close'),
    ], ['package_max_length' => 70_000]));
    $wrong = [
        'a reserved bit' => [1002, WebSocket::frame('x', 1, true, 'mask', 4)],
        'a reserved opcode' => [1002, WebSocket::frame('x', 3)],
        'a ping in fragments' => [1002, WebSocket::frame('x', 9, false)],
        'a long ping' => [1002, WebSocket::frame(str_repeat('x', 126), 9)],
        'a continuation of nothing' => [1002, WebSocket::frame('x', 0)],
        'a message in another' => [1002, WebSocket::frame('x', 1, false) . WebSocket::frame('y')],
        'a text that is none' => [1007, WebSocket::frame("\xff")],
        'a close of one byte' => [1002, WebSocket::frame('x', 8)],
            'a message that is too long' => [1009, WebSocket::frame(str_repeat('x', 80_000))],
        'fragments that are too long' => [1009, WebSocket::frame(str_repeat('x', 50_000), 1, false) . WebSocket::frame(str_repeat('x', 50_000), 0)],
        'a length in a longer form' => [1002, "\x81\xfe\0\x01maskx"],
    ];
    $count = 0;
    foreach ($wrong as $what => [$code, $bytes]) {
        $client = WebSocket::connect($t);
        $client->client->send($bytes . WebSocket::frame('more'));
        same([8, pack('n', $code)], $client->hear(), $what);
        same([], $client->hear(), "the end after $what");
        $t->journal->wait('close', ++$count);
    }
    same(0, $t->journal->count('message'), 'messages');
    same(count($wrong), substr_count($t->logged(), ' is closed: the peer sent '), 'log lines');
});
?>
--EXPECT--
BASE done
PROCESS done
