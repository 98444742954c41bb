--TEST--
SIGTERM to a script that does nothing after start(): exit code 0
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript(<<<'PHP'
        $server = new Swoole\Server('127.0.0.1', 0, (int) $argv[1]);
        $server->set(['worker_num' => 2]);
        $server->on('receive', fn () => null);
        foreach (['start', 'managerStart', 'workerStart'] as $event) {
            $server->on($event, fn ($server, $id = '') => file_put_contents('php://stdout', "$event$id\n"));
        }
        $server->start();
        PHP, (string) $mode);
    foreach (['start', 'managerStart', 'workerStart0', 'workerStart1'] as $word) {
        $script->waitOutput("$word\n");
    }
    $script->signal(SIGTERM);
    same(0, $script->wait(), 'exit code');
    same('', $script->errors(), 'standard error');
});
?>
--EXPECT--
BASE done
PROCESS done
