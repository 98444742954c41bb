--TEST--
what was sent before close() arrives, however much it is
--FILE--
<?php
// better than the reference: it throws away what the socket has not taken
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

$journal = new Journal();
$peer = Peer::tcp(fn ($stream) => $journal->note('got', strlen(stream_get_contents($stream))));
$client = client(['connect' => function ($client) {
    for ($i = 0; $i < 7; $i++) {
        same(1 << 20, $client->send(str_repeat('x', 1 << 20)), 'send');
    }
    $client->close();
}]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
Event::wait();
same([7 << 20], $journal->wait('got'), 'arrived');
echo "done\n";
?>
--EXPECT--
done
