--TEST--
refused, without a name, and too late: error is called, close is not
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

$try = function (int $type, string $host, int $port) {
    $errors = 0;
    $client = client(['error' => function ($client) use (&$errors) { $errors++; }, 'close' => fn () => fail('close'), 'connect' => fn () => fail('connect')], $type);
    $ok = @$client->connect($host, $port, 0.2);
    Event::wait();
    return [$ok, $errors, $client->errCode, $client->isConnected()];
};
same([true, 1, SOCKET_ECONNREFUSED, false], $try(SWOOLE_SOCK_TCP, '127.0.0.1', Peer::nobody()), 'refused');
same([true, 1, SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED, false], $try(SWOOLE_SOCK_TCP, 'no.such.host.invalid', 80), 'no name');
same([false, 1, 2, false], $try(SWOOLE_SOCK_UNIX_STREAM, Scratch::path('nobody'), 0), 'no file');
echo "done\n";
?>
--EXPECT--
done
