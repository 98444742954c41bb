--TEST--
the most specific timeout holds: of the call, of connect(), of the object, of all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $took = function (Client $client, float $timeout = 0) {
        $begin = microtime(true);
        same([false, SOCKET_ETIMEDOUT], [$client->recv($timeout), $client->errCode], 'recv');
        return (int) round((microtime(true) - $begin) * 10);
    };
    $client = function (array $settings = [], float $timeout = 0) {
        $client = new Client(SWOOLE_SOCK_TCP);
        $client->set($settings + ['open_tcp_nodelay' => true]);
        // It need not be accepted.
        $client->connect('127.0.0.1', Peer::silent()->port, $timeout);
        return $client;
    };
    Co::set(['socket_timeout' => 0.1]);
    same(1, $took($client()), 'of all');
    same(2, $took($client(['timeout' => 0.2])), 'of the object');
    same(1, $took($client(['timeout' => 0.2]), 0.1), 'of the call');
    same(2, $took($client(['timeout' => 9], 0.2)), 'of connect()');
    same(1, $took($client(['read_timeout' => 0.1], 0.3)), 'of reading');
    $later = $client();
    $later->set(['timeout' => 0.2]);
    same(2, $took($later), 'set later');
    Co::set(['socket_timeout' => 60]);
});
echo "done\n";
?>
--EXPECT--
done
