--TEST--
the script goes on after start() and decides its own exit code
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript(<<<'PHP'
        $server = new Swoole\Server('127.0.0.1', 0, (int) $argv[1]);
        $server->set(['worker_num' => 1]);
        $server->on('receive', fn () => null);
        $server->on('start', fn ($server) => $server->shutdown());
        register_shutdown_function(fn () => print("bye\n"));
        var_dump($server->start());
        echo "after start\n";
        exit(7);
        PHP, (string) $mode);
    same(7, $script->wait(), 'exit code');
    echo $script->output(), $script->errors();
});
?>
--EXPECT--
bool(true)
after start
bye
BASE done
bool(true)
after start
bye
PROCESS done
