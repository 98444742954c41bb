--TEST--
the events of a server can be set by their constants
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Constant;
// These belong to clients and to WebSocket servers.
$elsewhere = ['error', 'handshake', 'beforeHandshakeResponse', 'open', 'message', 'disconnect', 'request'];
$server = new Swoole\Server('127.0.0.1', 0);
$events = array_filter((new ReflectionClass(Constant::class))->getConstants(), fn ($name) => str_starts_with($name, 'EVENT_'), ARRAY_FILTER_USE_KEY);
same(27, count($events), 'number of events');
foreach (array_diff($events, $elsewhere) as $name => $event) {
    check($server->on($event, fn () => null) !== false, $name);
    check($server->getCallback($event) instanceof Closure, "$name is kept");
}
$server->set([Constant::OPTION_WORKER_NUM => 3]);
same(3, $server->setting['worker_num'], 'setting');
?>
--EXPECT--
