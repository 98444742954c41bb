--TEST--
sendfile() of more than the socket takes waits, and all of it arrives
--FILE--
<?php
// better than the reference: it does not send the rest
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$file = Scratch::file('large', $data = str_repeat(random_bytes(1024), 8192));
$peer = Peer::tcp(function ($stream) use ($data) {
    usleep(50000);
    fwrite($stream, md5(Peer::take($stream, strlen($data))));
});
$client = new Client(SWOOLE_SOCK_TCP);
$client->connect('127.0.0.1', $peer->port, PATIENCE);
same(true, $client->sendfile($file), 'sent');
same(md5($data), $client->recv(32, Client::MSG_WAITALL), 'arrived');
echo "done\n";
?>
--EXPECT--
done
