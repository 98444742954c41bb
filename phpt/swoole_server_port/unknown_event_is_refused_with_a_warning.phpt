--TEST--
Port::on() with an event that ports do not have: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
foreach (['nosuch', 'workerStart'] as $event) {
    [$result, $warnings] = with_warnings(fn () => $port->on($event, fn () => null));
    echo json_encode($result), ' ', implode('; ', $warnings), "\n";
}
?>
--EXPECT--
false Warning: Swoole\Server\Port::on(): unknown event types[nosuch]
false Warning: Swoole\Server\Port::on(): unknown event types[workerStart]
