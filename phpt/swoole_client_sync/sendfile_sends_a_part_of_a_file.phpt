--TEST--
sendfile() sends all, or from an offset on, or so many bytes
--FILE--
<?php
// better than the reference: $errCode tells why
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$file = Scratch::file('data', '0123456789');
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
foreach ([[[], '0123456789'], [[7], '789'], [[2, 3], '234']] as [$part, $expected]) {
    same(true, $client->sendfile($file, ...$part), 'sent');
    same($expected, $client->recv(strlen($expected), Client::MSG_WAITALL), 'came back');
}
foreach ([['/nowhere', 2], [Scratch::path(), SWOOLE_ERROR_SERVER_IS_NOT_REGULAR_FILE]] as [$name, $code]) {
    same([false, $code], [@$client->sendfile($name), $client->errCode], $name);
}
same([false, SWOOLE_ERROR_INVALID_PARAMS], [@$client->sendfile($file, 5, 6), $client->errCode], 'too much');
echo "done\n";
?>
--EXPECT--
done
