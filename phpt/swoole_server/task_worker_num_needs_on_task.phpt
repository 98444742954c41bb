--TEST--
start() with task workers and without onTask is a fatal error that says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript(<<<'PHP'
    $server = new Swoole\Server('127.0.0.1', 0);
    $server->set(['task_worker_num' => 1, 'log_level' => SWOOLE_LOG_NONE]);
    $server->on('receive', function () {});
    $server->start();
    PHP);
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), "require 'onTask' callback"), $script->output());
echo "done\n";
?>
--EXPECT--
done
