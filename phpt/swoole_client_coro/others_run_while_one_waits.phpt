--TEST--
a call that waits lets other coroutines run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
$peer = HttpPeer::answering(fn ($stream) => [fgets($stream), fwrite($stream, 'late')]);
$order = [];
Co\run(function () use ($peer, &$order) {
    $client = new Client(SWOOLE_SOCK_TCP);
    go(function () use ($peer, $client, &$order) {
        $client->connect('127.0.0.1', $peer->port, PATIENCE);
        $client->send("\r\n\r\n");
        $order[] = $client->recv();
    });
    go(function () use ($client, &$order) {
        while (!$client->isConnected()) {
            Co::sleep(0.001);
        }
        for ($i = 0; $i < 3; $i++) {
            Co::sleep(0.002);
            $order[] = $i;
        }
        $client->send("answer now\n");
    });
});
same([0, 1, 2, 'late'], $order, 'order');
echo "done\n";
?>
--EXPECT--
done
