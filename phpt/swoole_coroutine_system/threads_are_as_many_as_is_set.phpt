--TEST--
there are at most aio_worker_num threads, the rest waits; stats() tells of it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// The pipes are opened below without the threads that wait for them.
Swoole\Runtime::enableCoroutine(0);
use Swoole\Coroutine\System;

swoole_async_set(['aio_core_worker_num' => 1, 'aio_worker_num' => 2, 'aio_max_idle_time' => 0.01]);
Co\run(function () {
    $stats = fn () => array_intersect_key(Co::stats(), array_flip(['aio_task_num', 'aio_worker_num', 'aio_queue_size']));
    $until = function (int ...$expected) use ($stats) {
        for ($i = 0; $i < 1000 && array_values($stats()) !== $expected; $i++) {
            Co::sleep(0.005);
        }
        same($expected, array_values($stats()), 'tasks, threads and queue');
    };
    same(['aio_task_num' => 0, 'aio_worker_num' => 0, 'aio_queue_size' => 0], $stats(), 'at first');
    $pipe = Scratch::path('pipe');
    posix_mkfifo($pipe, 0600);
    for ($i = 0; $i < 5; $i++) {
        go(fn () => System::readFile($pipe));
    }
    $until(5, 2, 3);
    // Each reader ends when a writer has come and gone.
    while ($stats()['aio_task_num']) {
        $writer = @fopen($pipe, 'r+');
        fwrite($writer, 'x');
        Co::sleep(0.002);
        fclose($writer);
        Co::sleep(0.002);
    }
    $until(0, 1, 0);
});
echo "done\n";
?>
--EXPECT--
done
