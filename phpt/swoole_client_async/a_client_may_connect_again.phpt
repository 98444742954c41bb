--TEST--
after close() the same client connects anew, also from its close callback
--FILE--
<?php
// better than the reference: it still counts as connected in its close callback
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

$echo = Peer::echo();
$log = [];
$client = client(['connect' => fn ($client) => $client->send('x'), 'receive' => function ($client) use (&$log) { $log[] = 'x'; $client->close(); },
    'close' => function ($client) use (&$log, $echo) { count($log) < 3 && $client->connect('127.0.0.1', $echo->port, PATIENCE); }]);
$client->connect('127.0.0.1', $echo->port, PATIENCE);
Event::wait();
same(['x', 'x', 'x'], $log, 'three times');
echo "done\n";
?>
--EXPECT--
done
