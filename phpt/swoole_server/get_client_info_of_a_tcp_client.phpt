--TEST--
getClientInfo(): the keys, their order and types for a TCP client
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => fn ($server, $fd) => $server->send($fd, serialize($server->getClientInfo($fd)) . "\n"),
    ]));
    $client = $t->connect();
    $info = unserialize($client->ask("x\n"));
    echo implode(' ', array_map(fn ($key) => "$key:" . get_debug_type($info[$key]), array_keys($info))), "\n";
    same([$t->port, SWOOLE_SOCK_TCP, '127.0.0.1', $client->localPort(), 0, 0], [$info['server_port'], $info['socket_type'],
        $info['remote_ip'], $info['remote_port'], $info['reactor_id'], $info['close_errno']], 'values');
    foreach (['connect_time', 'last_time', 'last_recv_time', 'last_dispatch_time'] as $time) {
        check(abs($info[$time] - microtime(true)) < 5, "$time is {$info[$time]}");
    }
});
?>
--EXPECT--
server_port:int server_fd:int socket_fd:int socket_type:int remote_port:int remote_ip:string reactor_id:int connect_time:int last_time:int last_recv_time:float last_send_time:float last_dispatch_time:float close_errno:int recv_queued_bytes:int send_queued_bytes:int
BASE done
server_port:int server_fd:int socket_fd:int socket_type:int remote_port:int remote_ip:string reactor_id:int connect_time:int last_time:int last_recv_time:float last_send_time:float last_dispatch_time:float close_errno:int recv_queued_bytes:int send_queued_bytes:int
PROCESS done
