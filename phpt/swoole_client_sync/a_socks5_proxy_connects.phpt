--TEST--
through a SOCKS5 proxy, by address and by a name that only the proxy knows
--FILE--
<?php
// better than the reference: it takes an answer in two parts for data
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$echo = Peer::echo();
foreach (['127.0.0.1', 'server.test'] as $host) {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(['socks5_host' => '127.0.0.1', 'socks5_port' => Peer::socks5()->port]);
    check($client->connect($host, $echo->port, PATIENCE), "connect to $host");
    $client->send('hello');
    same('hello', $client->recv(), $host);
    $client->close();
}
echo "done\n";
?>
--EXPECT--
done
