--TEST--
the client lives as long as it is connected, and is freed afterwards
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
$client = client(['connect' => fn ($client) => $client->send('x'), 'receive' => fn ($client) => $client->close(), 'close' => function () use (&$log) { $log[] = 'closed'; }]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$seen = WeakReference::create($client);
unset($client);
check($seen->get() !== null, 'held by the loop');
Event::wait();
gc_collect_cycles();
same([['closed'], null], [$log, $seen->get()], 'freed');
echo "done\n";
?>
--EXPECT--
done
