--TEST--
the workers of a server have the number of threads that it sets
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['worker_num' => 1, 'aio_core_worker_num' => 1, 'aio_worker_num' => 1], [
    'receive' => function ($server, $fd) use ($t) {
        $pipe = Scratch::path('pipe');
        posix_mkfifo($pipe, 0600);
        go(fn () => Swoole\Coroutine\System::readFile($pipe));
        go(fn () => Swoole\Coroutine\System::readFile($pipe));
        for ($i = 0; $i < 1000 && Co::stats()['aio_queue_size'] !== 1; $i++) {
            Co::sleep(0.005);
        }
        $server->send($fd, json_encode(array_slice(Co::stats(), 2, 3)) . "\n");
    },
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
{"aio_task_num":2,"aio_worker_num":1,"aio_queue_size":1}
