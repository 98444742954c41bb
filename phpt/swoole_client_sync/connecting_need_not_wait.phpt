--TEST--
sock_flag 1 returns at once; swoole_client_select() tells when a TCP client is connected
--FILE--
<?php
// better than the reference: isConnected() becomes true
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
same(true, $client->connect('127.0.0.1', Peer::echo()->port, PATIENCE, 1), 'begun');
$write = [$client];
$none = null;
same(1, swoole_client_select($none, $write, $none, PATIENCE), 'writable');
same([true, 2, 'ok'], [$client->isConnected(), $client->send('ok'), $client->recv()], 'connected');
$client = new Client(SWOOLE_SOCK_TCP);
same(true, $client->connect('127.0.0.1', Peer::nobody(), PATIENCE, 1), 'begun');
$write = [$client];
swoole_client_select($none, $write, $none, PATIENCE);
same([false, false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$client->isConnected(), @$client->send('x'), $client->errCode], 'refused');
echo "done\n";
?>
--EXPECT--
done
