--TEST--
event_object: onPacket gets a Swoole\Server\Packet
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UDP, ['event_object' => true], [
        'packet' => function ($server, $packet) use ($t) {
            $t->journal->note('types', $packet::class, array_map('get_debug_type', get_object_vars($packet)));
            $t->journal->note('values', $packet->server_port, $packet->address, $packet->port, $packet->data);
            $server->sendto($packet->address, $packet->port, 'answer', $packet->server_socket);
        },
    ]));
    $client = TestClient::udp($t->port);
    same('answer', $client->send('the data')->datagram(), 'answer');
    same([$t->port, '127.0.0.1', $client->localPort(), 'the data'], $t->journal->first('values'), 'values');
    echo json_encode($t->journal->first('types')), "\n";
});
?>
--EXPECT--
["Swoole\\Server\\Packet",{"server_socket":"int","server_port":"int","dispatch_time":"float","address":"string","port":"int","data":"string"}]
BASE done
["Swoole\\Server\\Packet",{"server_socket":"int","server_port":"int","dispatch_time":"float","address":"string","port":"int","data":"string"}]
PROCESS done
