--TEST--
one coroutine listens while others push; answers to pings do not get into their frames
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Http\Client;
$peer = WebSocket::peer(function ($stream) {
    // The client's messages are longer than what a socket holds, so that they are sent piece by piece; meanwhile it is pinged.
    $lengths = [];
    for ($n = 0; $n < 20; $n++) {
        fwrite($stream, WebSocket::frame("ping $n", 9, true, null));
    }
    usleep(50_000);
    while (count($lengths) < 4) {
        [$first, $payload] = WebSocket::take($stream);
        if ($first === 0x82) {
            $lengths[] = [strlen($payload), count_chars($payload, 3)];
        } elseif ($first !== 0x8a) {
            $lengths[] = "unexpected $first";
        }
    }
    fwrite($stream, WebSocket::frame(json_encode($lengths), 1, true, null));
});
Co\run(function () use ($peer) {
    $client = new Client('127.0.0.1', $peer->port);
    $client->set(['timeout' => 2 * PATIENCE]);
    same(true, $client->upgrade('/'), 'upgrade');
    $heard = new Swoole\Coroutine\Channel(1);
    go(fn () => $heard->push($client->recv()->data));
    go(function () use ($client) {
        foreach (['a', 'b', 'c', 'd'] as $letter) {
            same(true, $client->push(str_repeat($letter, 3_000_000), WEBSOCKET_OPCODE_BINARY), "push of $letter");
        }
    });
    same([[3_000_000, 'a'], [3_000_000, 'b'], [3_000_000, 'c'], [3_000_000, 'd']], json_decode($heard->pop(2 * PATIENCE)), 'what has come');
});
echo "done\n";
?>
--EXPECT--
done
