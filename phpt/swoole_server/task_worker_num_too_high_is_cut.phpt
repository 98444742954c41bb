--TEST--
task_worker_num beyond 1000 for each CPU is cut, with a line in the log
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// Nothing is started: onTask is missing, which is noticed after.
$script = new TestScript(<<<'PHP'
    $server = new Swoole\Server('127.0.0.1', 0);
    $server->set(['task_worker_num' => 1_000_000]);
    $server->on('receive', function () {});
    $server->on('task', function () {});
    $server->on('managerStart', function () {});
    posix_setrlimit(POSIX_RLIMIT_NOFILE, 64, 64);
    $server->start();
    PHP);
$script->wait();
check(str_contains($script->output(), 'task_worker_num == 1000000, Too many processes, reset to max value ' . 1000 * swoole_cpu_num()), $script->output());
echo "done\n";
?>
--EXPECT--
done
