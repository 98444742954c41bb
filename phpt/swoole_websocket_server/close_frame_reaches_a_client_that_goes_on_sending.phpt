--TEST--
what a client still sends when the server says goodbye does not take the close frame from it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = WebSocket::server($mode, ['message' => fn ($server, $frame) => $frame->data === 'bye' && $server->disconnect($frame->fd)]);
    $client = WebSocket::connect($t);
    $client->client->send(WebSocket::frame('bye') . str_repeat(WebSocket::frame(str_repeat('more', 1000)), 200));
    same([8, pack('n', 1000)], $client->hear(), 'close frame');
    same([], $client->hear(), 'the end');
});
?>
--EXPECT--
BASE done
PROCESS done
