--TEST--
Event::add() takes a client
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
Swoole\Event::add($client, function ($client) {
    same('hello', $client->recv(), 'received');
    Swoole\Event::del($client);
});
$client->send('hello');
Swoole\Event::wait();
echo "done\n";
?>
--EXPECT--
done
