--TEST--
sock_flag 1 takes datagrams of the peer alone, 0 takes any
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
foreach ([0 => ['stranger', 'peer'], 1 => ['peer']] as $flag => $expected) {
    $peer = stream_socket_server('udp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND);
    $stranger = stream_socket_server('udp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND);
    $port = (int) substr(strrchr(stream_socket_get_name($peer, false), ':'), 1);
    $client = new Client(SWOOLE_SOCK_UDP);
    check($client->connect('127.0.0.1', $port, PATIENCE, $flag), 'connect');
    same(1, $client->send('x'), 'send');
    stream_socket_recvfrom($peer, 10, 0, $from);
    stream_socket_sendto($stranger, 'stranger', 0, $from);
    stream_socket_sendto($peer, 'peer', 0, $from);
    same($expected, array_map(fn () => $client->recv(), $expected), "received with flag $flag");
}
echo "done\n";
?>
--EXPECT--
done
