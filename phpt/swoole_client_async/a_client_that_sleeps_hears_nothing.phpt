--TEST--
between sleep() and wakeup() nothing is received; what came is told afterwards
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

$asleep = false;
$got = '';
$client = client(['connect' => function ($client) use (&$asleep) {
    same([true, false], [$client->sleep(), $client->sleep()], 'sleep');
    $asleep = true;
    $client->send('hello');
    Swoole\Timer::after(100, function () use ($client, &$asleep) {
        $asleep = false;
        same([true, false], [$client->wakeup(), $client->wakeup()], 'wakeup');
    });
}, 'receive' => function ($client, $data) use (&$asleep, &$got) {
    same(false, $asleep, 'asleep');
    $got .= $data;
    $client->close();
}]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
Event::wait();
same('hello', $got, 'received');
echo "done\n";
?>
--EXPECT--
done
