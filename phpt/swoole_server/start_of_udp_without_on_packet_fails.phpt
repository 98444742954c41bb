--TEST--
start() of a UDP server without onPacket: a fatal error that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript('(new Swoole\Server("127.0.0.1", 0, (int) $argv[1], SWOOLE_SOCK_UDP))->start();', (string) $mode);
    same(255, $script->wait(), 'exit code');
    check(str_contains($script->output(), 'require onPacket callback'), $script->output());
});
?>
--EXPECT--
BASE done
PROCESS done
