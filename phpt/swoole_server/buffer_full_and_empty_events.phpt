--TEST--
onBufferFull when more than the high watermark waits for a slow reader, onBufferEmpty when it has read
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['buffer_high_watermark' => 1 << 20, 'buffer_low_watermark' => 64 << 10,
        'socket_buffer_size' => 64 << 20, 'send_yield' => false], [
        'receive' => function ($server, $fd) {
            for ($i = 0; $i < 48; $i++) {
                $server->send($fd, str_repeat('x', 256 << 10));
            }
        },
        'bufferFull' => $t->noting('full'), 'bufferEmpty' => $t->noting('empty'),
    ]));
    $client = $t->connect()->send('x');
    same([1], array_slice($t->journal->wait('full') ?? [], 0, 1), 'onBufferFull');
    same(0, $t->journal->count('empty'), 'number of onBufferEmpty before reading');
    same(12 << 20, strlen($client->read(12 << 20)), 'length');
    same([1], array_slice($t->journal->wait('empty') ?? [], 0, 1), 'onBufferEmpty');
});
?>
--EXPECT--
BASE done
PROCESS done
