--TEST--
SOCKS5 and HTTP proxies, and one that refuses
--FILE--
<?php
// better than the reference: answers in two parts are understood
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
foreach (['socks5' => Peer::socks5(), 'http_proxy' => Peer::httpProxy()] as $kind => $proxy) {
    $got = '';
    $client = client(['connect' => fn ($client) => $client->send($kind), 'receive' => function ($client, $data) use (&$got) { $got = $data; $client->close(); }]);
    $client->set(["{$kind}_host" => '127.0.0.1', "{$kind}_port" => $proxy->port]);
    $client->connect('server.test', $echo->port, PATIENCE);
    Event::wait();
    same($kind, $got, $kind);
}
swoole_async_set(['log_level' => SWOOLE_LOG_ERROR]);
$client = client(['error' => function ($client) use (&$code) { $code = $client->errCode; }]);
$client->set(['socks5_host' => '127.0.0.1', 'socks5_port' => Peer::socks5('user', 'secret')->port]);
$client->connect('server.test', $echo->port, PATIENCE);
Event::wait();
same(SWOOLE_ERROR_SOCKS5_UNSUPPORT_METHOD, $code, 'refused');
echo "done\n";
?>
--EXPECT--
done
