--TEST--
BASE mode: without worker_num the calling process is the only one
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function () {
    $server = new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE);
    $server->on('receive', fn ($server, $fd) => $server->send($fd, $server->setting['worker_num'] . "\n"));
    return $server;
});
same('1', $t->connect()->ask("x\n"), 'worker_num in setting');
same([$t->pid], group_members($t->pid), 'processes');
echo "done\n";
?>
--EXPECT--
done
