--TEST--
connect, receive, close: the client is the first argument, what came the second
--FILE--
<?php
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
$client = client([
    'connect' => function (Client $client) use (&$log) { $log[] = ['connect', $client->isConnected(), $client->send('hello')]; },
    'receive' => function (Client $client, string $data) use (&$log) { $log[] = ['receive', $data]; $log[] = ['closing', $client->close(), $client->isConnected()]; },
    'close' => function (Client $client) use (&$log) { $log[] = ['close', $client->isConnected()]; },
    'error' => fn () => fail('error'),
]);
same(true, $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE), 'begun');
same(false, $client->isConnected(), 'not connected yet');
Event::wait();
same([['connect', true, 5], ['receive', 'hello'], ['close', false], ['closing', true, false]], $log, 'events');
echo "done\n";
?>
--EXPECT--
done
