--TEST--
on() with an event that does not exist: a warning and false
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
foreach (['nosuch', 'onReceive', ''] as $event) {
    [$result, $warnings] = with_warnings(fn () => $server->on($event, fn () => null));
    same(false, $result, 'what on() returned');
    echo implode("\n", $warnings), "\n";
}
?>
--EXPECT--
Warning: Swoole\Server\Port::on(): unknown event types[nosuch]
Warning: Swoole\Server\Port::on(): unknown event types[onReceive]
Warning: Swoole\Server\Port::on(): unknown event types[]
