--TEST--
PROCESS mode, dispatch_mode 4: all connections of one address go to one worker
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function (TestServer $t) {
    $server = new Swoole\Server('0.0.0.0', 0, SWOOLE_PROCESS);
    $server->set(['worker_num' => 3, 'dispatch_mode' => SWOOLE_DISPATCH_IPMOD, 'log_file' => $t->log]);
    $server->on('receive', fn ($server, $fd) => $server->send($fd, $server->worker_id . "\n"));
    return $server;
});
$ids = [];
for ($i = 0; $i < 6; $i++) {
    $ids[] = $t->connect()->ask("x\n");
}
same(1, count(array_unique($ids)), 'number of workers for 127.0.0.1');
echo "done\n";
?>
--EXPECT--
done
