--TEST--
a client that sends pings and reads nothing is not answered all of them, and is still served
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = WebSocket::server($mode, [], ['socket_buffer_size' => 100_000]);
    $flood = WebSocket::connect($t);
    $pings = str_repeat(WebSocket::frame(str_repeat('x', 125), 9), 1000);
    for ($n = 0; $n < 100; $n++) {
        $flood->client->send($pings);
    }
    same('hi', WebSocket::connect($t)->ask('hi'), 'another client');
    $count = 0;
    while ($flood->client->readable(0.1) && ($frame = $flood->hear()) && $frame[0] === 10) {
        $count++;
    }
    check($count > 0 && $count < 100_000, "$count of 100000 pongs");
    same('last', $flood->ask('last'), 'a message behind the pings');
});
?>
--EXPECT--
BASE done
PROCESS done
