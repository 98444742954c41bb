--TEST--
PROCESS mode: without worker_num there are as many workers as CPUs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(function () {
    $server = new Swoole\Server('127.0.0.1', 0, SWOOLE_PROCESS);
    $server->set(['log_file' => '/dev/null']);
    $server->on('receive', fn ($server, $fd) => $server->send($fd, $server->setting['worker_num'] . "\n"));
    return $server;
});
$cpus = swoole_cpu_num();
same((string) $cpus, $t->connect()->ask("x\n"), 'worker_num in setting');
wait_until(fn () => $t->starts() === $cpus, "$cpus workers");
echo "done\n";
?>
--EXPECT--
done
