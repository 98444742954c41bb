--TEST--
start() without a callback for data: a fatal error that names it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript('(new Swoole\Server("127.0.0.1", 0, (int) $argv[1]))->start(); echo "went on\n";', (string) $mode);
    same(255, $script->wait(), 'exit code');
    check(str_contains($script->output(), 'Swoole\Server::start(): require onReceive callback'), $script->output());
    check(!str_contains($script->output(), 'went on'), 'went on');
});
?>
--EXPECT--
BASE done
PROCESS done
