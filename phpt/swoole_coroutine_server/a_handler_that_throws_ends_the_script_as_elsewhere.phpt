--TEST--
an exception that a handler does not catch is reported with the way to it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Server;
use Swoole\Coroutine\Server\Connection;
use Swoole\Coroutine\Socket;

$script = new TestScript(<<<'PHP'
    use Swoole\Coroutine\Server;
    use Swoole\Coroutine\Socket;
    Co\run(function () {
        $server = new Server('127.0.0.1', 0);
        $server->handle(fn () => throw new Exception('too much'));
        go(function () use ($server) {
            $client = new Socket(AF_INET, SOCK_STREAM, 0);
            $client->connect('127.0.0.1', $server->port);
            $client->recv();
        });
        $server->start();
    });
    PHP);
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'Uncaught Exception: too much'), $script->output());
check(str_contains($script->output(), '@swoole/library/core/Coroutine/Server.php'), 'the file of the library in the trace');
?>
--EXPECT--
