--TEST--
start() with a TCP port that nobody has onReceive for: a fatal error that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript(<<<'PHP'
    $server = new Swoole\Server('127.0.0.1', 0, SWOOLE_PROCESS, SWOOLE_SOCK_UDP);
    $server->on('packet', fn () => null);
    $server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP);
    $server->start();
    PHP);
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'require onReceive callback'), $script->output());
echo "done\n";
?>
--EXPECT--
done
