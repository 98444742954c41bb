--TEST--
start() with a UDP port that nobody has onPacket for: a fatal error that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript(<<<'PHP'
        $server = new Swoole\Server('127.0.0.1', 0, (int) $argv[1]);
        $server->on('receive', fn () => null);
        $server->listen('127.0.0.1', 0, SWOOLE_SOCK_UDP);
        $server->on('workerStart', fn ($server) => $server->shutdown());
        $server->start();
        PHP, (string) $mode);
    same(255, $script->wait(), 'exit code');
    check(str_contains($script->output(), 'require onPacket callback'), $script->output());
});
?>
--EXPECT--
BASE done
PROCESS done
