--TEST--
TCP and UDP over ::1
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$peer = Peer::tcp(fn ($stream) => fwrite($stream, 'six'), '[::1]');
$client = new Client(SWOOLE_SOCK_TCP6);
check($client->connect('::1', $peer->port, PATIENCE), 'connect');
same('six', $client->recv(), 'TCP');
same('::1', $client->getpeername()['host'], 'peer');
$peer = Peer::udp(function ($socket) {
    stream_socket_recvfrom($socket, 100, 0, $from);
    stream_socket_sendto($socket, 'answer', 0, $from);
    sleep(60);
}, '[::1]');
$client = new Client(SWOOLE_SOCK_UDP6);
$client->connect('::1', $peer->port, PATIENCE);
$client->send('x');
same('answer', $client->recv(), 'UDP');
echo "done\n";
?>
--EXPECT--
done
