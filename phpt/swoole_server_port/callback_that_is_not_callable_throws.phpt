--TEST--
Port::on() with something that cannot be called throws, naming the event and the callback
--FILE--
<?php
// better than the reference: there it is a warning that does not name the event, and false.
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
$port = $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
$thrown = thrown_by(fn () => @$port->on('receive', 'no_such_function'));
check(stripos($thrown, 'receive') !== false && str_contains($thrown, 'no_such_function'), $thrown);
echo "done\n";
?>
--EXPECT--
done
