--TEST--
getClientInfo() says which worker a session has gone to where nothing else does: in dispatch_mode 8
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


foreach ([SWOOLE_DISPATCH_CO_CONN_LB => true, SWOOLE_DISPATCH_FDMOD => false] as $dispatch => $says) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2, 'dispatch_mode' => $dispatch], [
        'receive' => fn ($server, $fd) => $t->journal->note('ids', $server->worker_id, $server->getClientInfo($fd)['worker_id'] ?? null),
    ]));
    $t->connect()->send('x');
    [$worker, $told] = $t->journal->wait('ids');
    same($says ? $worker : null, $told, "worker_id in mode $dispatch");
    TestServer::end_all();
}
?>
--EXPECT--
