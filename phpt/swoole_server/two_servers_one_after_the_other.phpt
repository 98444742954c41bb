--TEST--
a script can run a second server when the first has been shut down and is gone
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript(<<<'PHP'
    foreach ([SWOOLE_BASE, SWOOLE_PROCESS] as $mode) {
        $pid = pcntl_fork();
        if ($pid === 0) {
            $server = new Swoole\Server('127.0.0.1', 0, $mode);
            $server->set(['worker_num' => 1]);
            $server->on('receive', fn () => null);
            $server->on('start', fn ($server) => $server->shutdown());
            exit($server->start() ? 5 : 6);
        }
        pcntl_waitpid($pid, $status);
        echo pcntl_wexitstatus($status), "\n";
    }
    PHP);
same(0, $script->wait(), 'exit code');
echo $script->output();
?>
--EXPECT--
5
5
