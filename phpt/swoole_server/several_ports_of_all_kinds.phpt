--TEST--
one server on six ports of all kinds serves them all, each with its own callback
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode, string $name) {
    $path = Scratch::path($name);
    $t = TestServer::start(function (TestServer $t) use ($mode, $path) {
        $server = $t->tcp($mode, ['worker_num' => 2], ['receive' => fn ($server, $fd) => $server->send($fd, "tcp4\n")]);
        $receive = fn (string $word) => fn ($server, $fd) => $server->send($fd, "$word\n");
        $packet = fn (string $word) => fn ($server, $data, $client) => $server->sendto($client['address'], $client['port'], $word, $client['server_socket']);
        $server->listen('::1', 0, SWOOLE_SOCK_TCP6)->on('receive', $receive('tcp6'));
        $server->addListener('127.0.0.1', 0, SWOOLE_SOCK_UDP)->on('packet', $packet('udp4'));
        $server->listen('::1', 0, SWOOLE_SOCK_UDP6)->on('packet', $packet('udp6'));
        $server->listen("$path.sock", 0, SWOOLE_SOCK_UNIX_STREAM)->on('receive', $receive('unix'));
        $server->listen("$path.dgram", 0, SWOOLE_SOCK_UNIX_DGRAM)->on('packet',
            fn ($server, $data, $client) => $server->send($client['address'], 'dgram', $client['server_socket']));
        return $server;
    });
    same('tcp4', $t->connect()->ask("x\n"), 'tcp4');
    same('tcp6', TestClient::tcp($t->ports[1], '[::1]')->ask("x\n"), 'tcp6');
    same('udp4', TestClient::udp($t->ports[2])->send('x')->datagram(), 'udp4');
    same('udp6', TestClient::udp($t->ports[3], '[::1]')->send('x')->datagram(), 'udp6');
    same('unix', TestClient::unix("$path.sock")->ask("x\n"), 'unix stream');
    $socket = socket_create(AF_UNIX, SOCK_DGRAM, 0);
    socket_bind($socket, "$path.client");
    socket_set_option($socket, SOL_SOCKET, SO_RCVTIMEO, ['sec' => 5, 'usec' => 0]);
    socket_sendto($socket, 'x', 1, 0, "$path.dgram");
    socket_recv($socket, $answer, 100, 0);
    same('dgram', $answer, 'unix datagram');
});
?>
--EXPECT--
BASE done
PROCESS done
