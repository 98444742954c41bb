--TEST--
a signal that is handled while recv() waits does not end it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(function ($stream) {
    usleep(300000);
    fwrite($stream, 'late');
});
$seen = 0;
pcntl_signal(SIGUSR1, function () use (&$seen) { $seen++; });
$me = getmypid();
$noise = Peer::tcp(function ($stream) use ($me) {
    for ($i = 0; $i < 10; $i++) {
        posix_kill($me, SIGUSR1);
        usleep(10000);
    }
});
$start = TestClient::tcp($noise->port);
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same('late', $client->recv(), 'received');
check($seen > 0, 'signals came');
echo "done\n";
?>
--EXPECT--
done
