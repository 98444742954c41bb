--TEST--
a handshake that is none is answered 400 (426 for another version), and opens nothing
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, $mode, [
        'open' => $t->noting('open'),
        'disconnect' => $t->noting('disconnect'),
        'close' => $t->noting('close'),
    ]));
    $wrong = [
        [400, ['Sec-WebSocket-Key' => null]],
        [400, ['Sec-WebSocket-Key' => 'short']],
        [400, ['Sec-WebSocket-Key' => base64_encode('15 bytes are no')]],
        [400, ['Connection' => 'keep-alive']],
        [426, ['Sec-WebSocket-Version' => '8']],
        [426, ['Sec-WebSocket-Version' => null]],
    ];
    foreach ($wrong as $number => [$status, $fields]) {
        $client = WebSocket::connect($t, $fields);
        same($status, $client->answer->status, "$number");
        same($status === 426 ? '13' : null, $client->answer->field('Sec-WebSocket-Version'), "version of $number");
        same([], $client->hear(), "end of $number");
        $t->journal->wait('disconnect', $number + 1);
    }
    $fields = ['Upgrade' => 'websocket', 'Connection' => 'Upgrade', 'Sec-WebSocket-Key' => WebSocket::KEY, 'Sec-WebSocket-Version' => '13'];
    same(400, Http::ask($t, 'POST', '/', $fields)->status, 'POST');
    $client = WebSocket::connect($t, ['Upgrade' => 'h2c, WebSocket', 'Connection' => 'keep-alive, upgrade']);
    same(101, $client->answer->status, 'tokens in lists');
    $t->journal->wait('open');
    same([1, 0], [$t->journal->count('open'), $t->journal->count('close')], 'onOpen, onClose');
});
?>
--EXPECT--
BASE done
PROCESS done
