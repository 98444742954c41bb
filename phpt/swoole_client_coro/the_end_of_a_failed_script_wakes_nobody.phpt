--TEST--
a script that fails while clients wait ends at once, and runs nothing of theirs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
$script = new TestScript(<<<'PHP'
    $socket = stream_socket_server('tcp://127.0.0.1:0');
    $port = (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
    foreach ([SWOOLE_SOCK_TCP, SWOOLE_SOCK_UDP] as $type) {
        go(function () use ($type, $port) {
            $client = new Swoole\Coroutine\Client($type);
            $client->connect('127.0.0.1', $port);
            $client->recv();
            echo "woken\n";
        });
    }
    go(fn () => throw new Exception('failed'));
    Swoole\Event::wait();
    PHP);
same(255, $script->wait(), 'exit code');
$output = $script->output();
check(str_contains($output, 'Uncaught Exception: failed') && !str_contains($output, 'woken'), $output);
echo "done\n";
?>
--EXPECT--
done
