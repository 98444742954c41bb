--TEST--
MSG_WAITALL gives what there is when the stream ends, and keeps what came before a timeout
--FILE--
<?php
// better than the reference: it loses what came before the timeout
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(function ($stream) {
    fwrite($stream, 'abc');
    Peer::take($stream, 1);
    fwrite($stream, 'de');
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['read_timeout' => 0.05]);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(false, @$client->recv(10, Client::MSG_WAITALL), 'timeout');
$client->send('x');
wait_until(fn () => ($data = @$client->recv(10, Client::MSG_WAITALL)) !== false && same('abcde', $data, 'at the end'), 'the end');
echo "done\n";
?>
--EXPECT--
done
