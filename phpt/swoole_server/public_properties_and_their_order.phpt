--TEST--
the public properties of server and port are the reference's, in its order
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
echo implode(' ', array_keys(get_object_vars($server))), "\n";
echo implode(' ', array_keys(get_object_vars($server->ports[0]))), "\n";
?>
--EXPECT--
setting connections host port type ssl mode ports master_pid manager_pid worker_id taskworker worker_pid stats_timer admin_server
host port type sock ssl setting connections
