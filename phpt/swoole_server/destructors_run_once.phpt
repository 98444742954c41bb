--TEST--
objects that exist before start() are destroyed in the calling process only
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $script = new TestScript(<<<'PHP'
        class Resource
        {
            public function __destruct()
            {
                file_put_contents($GLOBALS['argv'][2], getmypid() . "\n", FILE_APPEND);
            }
        }
        $resource = new Resource();
        $server = new Swoole\Server('127.0.0.1', 0, (int) $argv[1]);
        $server->set(['worker_num' => 2]);
        $server->on('receive', fn () => null);
        foreach (['start', 'managerStart', 'workerStart'] as $event) {
            $server->on($event, fn () => file_put_contents($argv[3], '.', FILE_APPEND));
        }
        $server->start();
        PHP, (string) $mode, $destroyed = Scratch::path("destroyed-$mode"), $started = Scratch::path("started-$mode"));
    wait_until(fn () => @file_get_contents($started) === '....', 'all processes');
    $script->signal(SIGTERM);
    same(0, $script->wait(), 'exit code');
    same("{$script->pid}\n", file_get_contents($destroyed), 'processes that destroyed it');
});
?>
--EXPECT--
BASE done
PROCESS done
