--TEST--
public properties of a new server
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0, SWOOLE_PROCESS);
same(['127.0.0.1', true, SWOOLE_SOCK_TCP, false, SWOOLE_PROCESS], [$server->host, $server->port > 0, $server->type,
    $server->ssl, $server->mode], 'host, port, type, ssl, mode');
same([0, 0, -1, 0, false], [$server->master_pid, $server->manager_pid, $server->worker_id, $server->worker_pid,
    $server->taskworker], 'pids and ids');
same(null, $server->setting, 'setting');
same([1, Swoole\Server\Port::class], [count($server->ports), get_class($server->ports[0])], 'ports');
same(Swoole\Connection\Iterator::class, get_class($server->connections), 'connections');
echo "done\n";
?>
--EXPECT--
done
