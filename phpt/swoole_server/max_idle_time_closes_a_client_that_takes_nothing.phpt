--TEST--
max_idle_time: a client that takes nothing of what is sent is closed in time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_idle_time' => 1, 'kernel_socket_send_buffer_size' => 65536], [
        'receive' => fn ($server, $fd) => $server->send($fd, str_repeat('A', 32 << 20)),
        'close' => $t->noting('close'),
    ]));
    $client = $t->connect()->send('x');
    same([1, 0], $t->journal->wait('close'), 'onClose');
    $length = strlen($client->read(32 << 20));
    check($length > 0 && $length < 32 << 20, "what the socket had taken is read to the end: $length bytes");
    check(feof($client->stream), 'the end is seen');
});
?>
--EXPECT--
BASE done
PROCESS done
