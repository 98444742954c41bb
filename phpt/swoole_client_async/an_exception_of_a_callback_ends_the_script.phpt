--TEST--
what nobody catches is reported and ends the script
--FILE--
<?php
// better than the reference: there the script goes on for ever
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Async\Client;
use Swoole\Event;
$script = new TestScript('
    $server = stream_socket_server("tcp://127.0.0.1:0");
    $client = new Swoole\\Async\\Client(SWOOLE_SOCK_TCP);
    foreach (["receive", "error", "close"] as $name) { $client->on($name, fn () => null); }
    $client->on("connect", fn () => throw new LogicException("from a callback"));
    $client->connect("127.0.0.1", (int) substr(strrchr(stream_socket_get_name($server, false), ":"), 1), 5);
    Swoole\\Event::wait();
    echo "not reached";
');
same(255, $script->wait(), 'exit code');
check(str_contains($script->output() . $script->errors(), 'Uncaught LogicException: from a callback'), 'reported');
check(!str_contains($script->output(), 'not reached'), 'ended');
echo "done\n";
?>
--EXPECT--
done
