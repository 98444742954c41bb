--TEST--
heartbeat_idle_time of one port closes the idle connections of that port alone, without a heartbeat of the server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


$t = TestServer::start(function (TestServer $t) {
    $server = $t->tcp(SWOOLE_BASE, ['worker_num' => 1]);
    $port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
    $port->set(['heartbeat_idle_time' => 1]);
    $t->journal->note('port', $port->port);
    return $server;
});
$stays = $t->connect();
[$number] = $t->journal->wait('port');
$idle = TestClient::tcp($number);
check($idle->isClosed(), 'the idle connection of that port');
same('x', $stays->send('x')->read(1), 'that of the other port');
?>
--EXPECT--
