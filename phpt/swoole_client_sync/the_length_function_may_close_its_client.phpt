--TEST--
package_length_func may send on its client and close it, but not receive
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_length_check' => true, 'package_length_func' => function () use (&$client, &$inside) {
    $inside = [$client->isConnected(), @$client->send('x'), @$client->recv(), $client->close(), @$client->close()];
    return 1;
}]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$client->send('abc');
same('a', $client->recv(), 'package');
same([true, 1, false, true, false], $inside, 'inside');
same([false, false], [$client->isConnected(), @$client->recv()], 'afterwards');
echo "done\n";
?>
--EXPECT--
done
