--TEST--
on() and getCallback() take event names in any case, without "on"
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$callback = fn () => null;
foreach (['receive', 'RECEIVE', 'Connect', 'workerSTART', 'beforeshutdown'] as $event) {
    same(true, $server->on($event, $callback), "on('$event')");
    same($callback, $server->getCallback(strtolower($event)), "getCallback('$event') in lower case");
    same($callback, $server->getCallback(strtoupper($event)), "getCallback('$event') in upper case");
}
same(null, $server->getCallback('onReceive'), 'getCallback with on');
echo "done\n";
?>
--EXPECT--
done
