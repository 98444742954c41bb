--TEST--
each worker of a manager runs its own function, in a coroutine if that was asked for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$script = new TestScript(<<<'PHP'
    use Swoole\Process\Manager;
    use Swoole\Process\Pool;
    $report = function (Pool $pool, int $worker): void {
        file_put_contents($GLOBALS['argv'][1], "$worker " . (Swoole\Coroutine::getCid() > 0 ? 'coroutine' : 'plain') . "\n", FILE_APPEND | LOCK_EX);
        while (true) {
            sleep(1);
        }
    };
    $manager = new Manager(SWOOLE_IPC_NONE);
    $manager->add($report)->add($report, true)->addBatch(2, $report);
    $manager->start();
    PHP, $file = Scratch::file('report', ''));
$report = function () use ($file): array {
    $lines = file($file, FILE_IGNORE_NEW_LINES);
    sort($lines);
    return $lines;
};
wait_until(fn () => count($report()) === 4, 'four workers');
same(['0 plain', '1 coroutine', '2 plain', '3 plain'], $report(), 'who ran how');
$script->signal(SIGTERM);
$script->wait();
$manager = new Swoole\Process\ProcessManager(SWOOLE_IPC_UNIXSOCK, 7);
same([SWOOLE_IPC_UNIXSOCK, 7], [$manager->getIPCType(), $manager->getMsgQueueKey()], 'what it was made with');
same([SWOOLE_IPC_MSGQUEUE, 8], [$manager->setIPCType(SWOOLE_IPC_MSGQUEUE)->getIPCType(), $manager->setMsgQueueKey(8)->getMsgQueueKey()], 'what was set');
?>
--EXPECT--
