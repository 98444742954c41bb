--TEST--
a unix datagram socket: onPacket has the path of the client, send() to that path answers
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    $path = Scratch::path("$name.dgram");
    $own = Scratch::path("$name.client");
    $t = TestServer::start(fn (TestServer $t) => $t->make($mode, SWOOLE_SOCK_UNIX_DGRAM, [], [
        'packet' => function ($server, $data, $client) use ($t) {
            $t->journal->note('client', array_keys($client), $client['address']);
            $t->journal->note('sent', $server->send($client['address'], "got $data", $client['server_socket']));
        },
    ], $path));
    $socket = socket_create(AF_UNIX, SOCK_DGRAM, 0);
    socket_bind($socket, $own);
    socket_set_option($socket, SOL_SOCKET, SO_RCVTIMEO, ['sec' => 5, 'usec' => 0]);
    socket_sendto($socket, 'hello', 5, 0, $path);
    socket_recv($socket, $answer, 100, 0);
    same('got hello', $answer, 'answer');
    same([['server_socket', 'dispatch_time', 'server_port', 'address'], $own], $t->journal->first('client'), 'client');
    same([true], $t->journal->wait('sent'), 'what send() returned');
});
?>
--EXPECT--
BASE done
PROCESS done
