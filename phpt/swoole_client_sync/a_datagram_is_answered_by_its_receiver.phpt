--TEST--
sendto() needs no connect(), and getpeername() tells who answered
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::udp(function ($socket) {
    $data = stream_socket_recvfrom($socket, 100, 0, $from);
    stream_socket_sendto($socket, "got $data", 0, $from);
    sleep(60);
});
$client = new Client(SWOOLE_SOCK_UDP);
$client->set(['timeout' => PATIENCE]);
same(true, $client->sendto('127.0.0.1', $peer->port, 'ping'), 'sent');
same('got ping', $client->recv(), 'answer');
same(['port' => $peer->port, 'host' => '127.0.0.1'], $client->getpeername(), 'sender');
same(true, $client->isConnected(), 'connected');
echo "done\n";
?>
--EXPECT--
done
