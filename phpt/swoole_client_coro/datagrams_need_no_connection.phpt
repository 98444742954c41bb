--TEST--
datagrams go to and come from anyone without connect(), which ties them to one peer
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
Co\run(function () {
    $peer = Peer::udp(function ($socket) {
        while (($data = stream_socket_recvfrom($socket, 100, 0, $from)) !== '') {
            stream_socket_sendto($socket, strrev($data), 0, $from);
        }
    });
    $client = new Client(SWOOLE_SOCK_UDP);
    same(true, $client->sendto('127.0.0.1', $peer->port, 'hello'), 'sendto');
    same(['olleh', '127.0.0.1', $peer->port], [$client->recvfrom(100, $host, $port), $host, $port], 'recvfrom');
    same(true, $client->sendto('localhost', $peer->port, 'by name'), 'sendto a name');
    same(['eman', null], [substr($client->recv(PATIENCE), 0, 4) === 'eman' ? 'eman' : '', null], 'recv');
    same([false, SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED], [$client->sendto('no.such.host.invalid', 1, 'x'), $client->errCode], 'no host');
    same([false, SWOOLE_ERROR_BAD_PORT], [$client->sendto('127.0.0.1', 65536, 'x'), $client->errCode], 'no port');
    same(false, $client->sendto('127.0.0.1', $peer->port, ''), 'nothing');
    $tied = new Client(SWOOLE_SOCK_UDP);
    same(true, $tied->connect('127.0.0.1', Peer::nobody(), PATIENCE), 'connect');
    $tied->send('anyone?');
    same([false, SOCKET_ECONNREFUSED], [$tied->recv(PATIENCE), $tied->errCode], 'nobody');
    $stream = new Client(SWOOLE_SOCK_TCP);
    same([false, SWOOLE_ERROR_CLIENT_NO_CONNECTION], [$stream->sendto('127.0.0.1', $peer->port, 'x'), $stream->errCode], 'no datagrams');
});
echo "done\n";
?>
--EXPECT--
done
