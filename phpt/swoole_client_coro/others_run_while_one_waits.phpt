--TEST--
a call that waits lets other coroutines run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
$counted = Scratch::path('counted');
$peer = HttpPeer::answering(fn ($stream) => [wait_until(fn () => file_exists($counted), 'the count'), fwrite($stream, 'late')]);
$order = [];
Co\run(function () use ($peer, $counted, &$order) {
    go(function () use ($peer, &$order) {
        $client = new Client(SWOOLE_SOCK_TCP);
        $client->connect('127.0.0.1', $peer->port, PATIENCE);
        $client->send("\r\n\r\n");
        $order[] = $client->recv();
    });
    go(function () use ($counted, &$order) {
        for ($i = 0; $i < 3; $i++) {
            Co::sleep(0.002);
            $order[] = $i;
        }
        touch($counted);
    });
});
same([0, 1, 2, 'late'], $order, 'order');
echo "done\n";
?>
--EXPECT--
done
