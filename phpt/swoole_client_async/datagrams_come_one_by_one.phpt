--TEST--
a UDP client is connected at once and receives datagram by datagram
--FILE--
<?php
// better than the reference: getpeername() knows the sender
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

$peer = Peer::udp(function ($socket) {
    stream_socket_recvfrom($socket, 100, 0, $from);
    foreach (['one', 'two'] as $data) {
        stream_socket_sendto($socket, $data, 0, $from);
    }
    sleep(60);
});
$got = [];
$client = client(['connect' => fn ($client) => $client->send('x'), 'receive' => function ($client, $data) use (&$got, $peer) {
    $got[] = $data;
    same($peer->port, $client->getpeername()['port'], 'sender');
    count($got) === 2 && $client->close();
}], SWOOLE_SOCK_UDP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
Event::wait();
same(['one', 'two'], $got, 'datagrams');
echo "done\n";
?>
--EXPECT--
done
