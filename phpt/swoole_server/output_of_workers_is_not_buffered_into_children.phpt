--TEST--
what the script printed before start() is printed once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript(<<<'PHP'
        ob_start();
        echo "printed before start\n";
        $server = new Swoole\Server('127.0.0.1', 0, (int) $argv[1]);
        $server->set(['worker_num' => 2]);
        $server->on('receive', fn () => null);
        $server->on('workerStart', fn ($server, $id) => $id === 0 && $server->shutdown());
        $server->start();
        PHP, (string) $mode);
    same(0, $script->wait(), 'exit code');
    same("printed before start\n", $script->output(), 'output');
});
?>
--EXPECT--
BASE done
PROCESS done
