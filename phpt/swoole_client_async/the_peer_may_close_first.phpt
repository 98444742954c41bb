--TEST--
the end of the stream is told by close, after all that came
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

$got = '';
$client = client(['receive' => function ($client, $data) use (&$got) { $got .= $data; }, 'close' => function () use (&$got) { $got .= '|closed'; }]);
$client->connect('127.0.0.1', Peer::tcp(fn ($stream) => fwrite($stream, str_repeat('x', 300000)))->port, PATIENCE);
Event::wait();
same(str_repeat('x', 300000) . '|closed', $got, 'all of it');
echo "done\n";
?>
--EXPECT--
done
