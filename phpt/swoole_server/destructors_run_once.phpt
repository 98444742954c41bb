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
        $server->on('workerStart', fn ($server, $id) => $id === 0 && $server->shutdown());
        $server->start();
        PHP, (string) $mode, $file = Scratch::path("destroyed-$mode"));
    same(0, $script->wait(), 'exit code');
    echo substr_count(file_get_contents($file), $script->pid . "\n"), ' in the calling process, ',
        substr_count(file_get_contents($file), "\n"), " in all\n";
});
?>
--EXPECT--
1 in the calling process, 1 in all
BASE done
1 in the calling process, 1 in all
PROCESS done
