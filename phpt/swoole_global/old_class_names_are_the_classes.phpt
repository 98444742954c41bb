--TEST--
old class names name the same classes, as types and for static calls
--FILE--
<?php
// better than the reference: it has dropped them, though documents still use them.
foreach (['swoole_server' => 'Swoole\Server', 'swoole_server_port' => 'Swoole\Server\Port', 'swoole_timer' => 'Swoole\Timer', 'swoole_event' => 'Swoole\Event',
    'swoole_connection_iterator' => 'Swoole\Connection\Iterator', 'swoole_exception' => 'Swoole\Exception'] as $old => $new) {
    echo $old, ' ', class_exists($old, false) && (new ReflectionClass($old))->getName() === $new ? 'is' : 'is not', " $new\n";
}
function typed(swoole_server $server): string
{
    return $server::class;
}
echo typed(new swoole_server('127.0.0.1', 0, SWOOLE_BASE)), ' ', typed(new Swoole\Server('127.0.0.1', 0, SWOOLE_BASE)), "\n";
swoole_timer::after(1, fn () => print "timer\n");
swoole_event::wait();
?>
--EXPECT--
swoole_server is Swoole\Server
swoole_server_port is Swoole\Server\Port
swoole_timer is Swoole\Timer
swoole_event is Swoole\Event
swoole_connection_iterator is Swoole\Connection\Iterator
swoole_exception is Swoole\Exception
Swoole\Server Swoole\Server
timer
