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
        foreach (['start', 'managerStart', 'workerStart'] as $event) {
            $server->on($event, fn () => file_put_contents($argv[2], '.', FILE_APPEND));
        }
        $server->start();
        PHP, (string) $mode, $started = Scratch::path("started-$mode"));
    wait_until(fn () => @file_get_contents($started) === '....', 'all processes');
    $script->signal(SIGTERM);
    same(0, $script->wait(), 'exit code');
    same("printed before start\n", $script->output(), 'output');
});
?>
--EXPECT--
BASE done
PROCESS done
