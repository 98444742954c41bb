--TEST--
the most specific timeout holds: of the call, of connect(), of the object, of all
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    // What holds is short, and what must not is so long that no slow machine could make one look like the other.
    $waits = function (string $whose, Client $client, float $timeout = 0) {
        $begin = microtime(true);
        same([false, SOCKET_ETIMEDOUT], [$client->recv($timeout), $client->errCode], $whose);
        $took = microtime(true) - $begin;
        check($took > 0.09 && $took < 20, "$whose: $took s");
    };
    $client = function (array $settings = [], float $timeout = 0) {
        $client = new Client(SWOOLE_SOCK_TCP);
        $client->set($settings + ['open_tcp_nodelay' => true]);
        // It need not be accepted.
        $client->connect('127.0.0.1', Peer::silent()->port, $timeout);
        return $client;
    };
    Co::set(['socket_timeout' => 0.1]);
    $waits('of all', $client());
    Co::set(['socket_timeout' => 60]);
    $waits('of the object', $client(['timeout' => 0.1]));
    $waits('of the call', $client(['timeout' => 60]), 0.1);
    $waits('of connect()', $client(['timeout' => 60], 0.1));
    $waits('of reading', $client(['read_timeout' => 0.1], 60));
    $later = $client();
    $later->set(['timeout' => 0.1]);
    $waits('set later', $later);
});
echo "done\n";
?>
--EXPECT--
done
