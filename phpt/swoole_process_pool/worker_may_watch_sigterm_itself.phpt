--TEST--
a handler of SIGTERM that the script sets in onWorkerStart is called, with pcntl and with Process::signal()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

foreach (['pcntl', 'event'] as $how) {
    $t = TestServer::launch(function (TestServer $t) use ($how) {
        $pool = new Pool(1);
        $pool->on('workerStart', function (Pool $pool) use ($t, $how) {
            $running = true;
            $stop = function () use (&$running, $t) {
                $running = false;
                $t->journal->note('asked');
            };
            if ($how === 'pcntl') {
                pcntl_signal(SIGTERM, $stop);
                $t->journal->note('start');
                while ($running) {
                    sleep(60);
                    pcntl_signal_dispatch();
                }
            } else {
                Process::signal(SIGTERM, function () use ($stop) {
                    $stop();
                    Swoole\Event::exit();
                });
                Swoole\Timer::tick(60_000, fn () => 0);
                $t->journal->note('start');
                Swoole\Event::wait();
            }
        });
        $pool->on('workerStop', fn () => $t->journal->note('stop'));
        $pool->start();
    });
    $t->journal->wait('start');
    same(0, $t->stop(), 'exit');
    same(['start', 'asked', 'stop'], $t->journal->words(), $how);
}

echo "done\n";
?>
--EXPECT--
done
