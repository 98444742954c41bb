--TEST--
read_timeout holds for recv() whatever connect() was told
--FILE--
<?php
// better than the reference: its blocking client takes no timeouts from set()
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['read_timeout' => 0.05]);
$client->connect('127.0.0.1', Peer::silent()->port, 60);
$begin = microtime(true);
same(false, @$client->recv(), 'recv');
check(microtime(true) - $begin < PATIENCE, 'it did not wait for a minute');
echo "done\n";
?>
--EXPECT--
done
