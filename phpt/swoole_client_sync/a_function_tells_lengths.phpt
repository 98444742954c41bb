--TEST--
package_length_func is shown what has come and returns the length of the package, 0 for more
--FILE--
<?php
// better than the reference: it loses what came behind the length
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_length_check' => true, 'package_length_func' => function (string $data) {
    $end = strpos($data, '|');
    return $end === false ? 0 : $end + 1 + (int) $data;
}]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$client->send('5|hello2');
same('5|hello', $client->recv(), 'first');
$client->send('|ok');
same('2|ok', $client->recv(), 'second');
echo "done\n";
?>
--EXPECT--
done
