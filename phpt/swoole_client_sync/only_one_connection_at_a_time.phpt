--TEST--
connect() again warns until close(), after which there may be another
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::silent();
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same([false, ['Warning: Swoole\Client::connect(): connection to the server has already been established']],
    with_warnings(fn () => $client->connect('127.0.0.1', $peer->port)), 'again');
same(true, $client->close(), 'close');
same([false, ['Warning: Swoole\Client::close(): client is not connected to the server']], with_warnings(fn () => $client->close()), 'close again');
same(true, $client->connect('127.0.0.1', $peer->port, PATIENCE), 'another');
echo "done\n";
?>
--EXPECT--
done
