--TEST--
an exception of package_length_func is thrown by recv()
--FILE--
<?php
// better than the reference: there it is a fatal error
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_length_check' => true, 'package_length_func' => fn () => throw new LogicException('no such package', 7)]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$client->send('x');
same('LogicException(7): no such package', thrown_by(fn () => $client->recv()), 'thrown');
echo "done\n";
?>
--EXPECT--
done
