--TEST--
recv() returns false with EAGAIN when the time is over
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', Peer::silent()->port, 0.05);
$begin = microtime(true);
[$data, $warnings] = with_warnings(fn () => $client->recv());
check(microtime(true) - $begin >= 0.045, 'it waited');
same([false, SOCKET_EAGAIN], [$data, $client->errCode], 'result');
same(['Warning: Swoole\Client::recv(): recv() failed, Error: Resource temporarily unavailable[11]'], $warnings, 'warnings');
same(true, $client->isConnected(), 'connected');
echo "done\n";
?>
--EXPECT--
done
