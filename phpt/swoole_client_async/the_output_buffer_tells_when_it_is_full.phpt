--TEST--
bufferFull and bufferEmpty frame the time in which the peer does not keep up; beyond the limit send() fails
--FILE--
<?php
// better than the reference: $errCode tells why
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Async\Client;
use Swoole\Event;
function client(array $events = [], int $type = SWOOLE_SOCK_TCP): Client
{
    $client = new Client($type);
    foreach ($events + array_fill_keys(['connect', 'receive', 'error', 'close'], fn () => null) as $name => $callback) {
        $client->on($name, $callback);
    }
    return $client;
}

$log = [];
$go = Scratch::path('go');
$peer = Peer::tcp(function ($stream) use ($go) {
    for ($i = 0; !file_exists($go) && $i < 10000; $i++) {
        usleep(1000);
    }
    while ((string) fread($stream, 1 << 20) !== '') {
    }
});
$client = client(['connect' => function ($client) use ($go) {
    for ($i = 0; $i < 100 && $client->send(str_repeat('x', 1 << 18)) !== false; $i++) {
    }
    same([SWOOLE_ERROR_OUTPUT_BUFFER_OVERFLOW, true], [$client->errCode, $i < 100], 'overflow');
    touch($go);
}, 'bufferFull' => function () use (&$log) { $log[] = 'full'; }, 'bufferEmpty' => function ($client) use (&$log) { $log[] = 'empty'; $client->close(); }]);
$client->set(['socket_buffer_size' => 1 << 20]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
Event::wait();
same(['full', 'empty'], $log, 'events');
echo "done\n";
?>
--EXPECT--
done
