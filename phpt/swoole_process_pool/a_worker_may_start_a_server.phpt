--TEST--
a worker of a pool may start a server, which the pool's shutdown ends; a worker whose server has ended is started again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $port = new Swoole\Atomic();
    $starts = new Swoole\Atomic();
    $pool = new Swoole\Process\Pool(2);
    $pool->on('WorkerStart', function ($pool, $id) use ($mode, $port, $starts) {
        if ($id === 0) {
            $starts->add();
            $server = new Swoole\Server('127.0.0.1', 0, $mode);
            $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_ERROR]);
            $server->on('WorkerStart', fn ($server) => $port->set($server->port));
            $server->on('receive', fn ($server, $fd, $reactor, $data) => $data === "end\n" ? $server->shutdown() : $server->send($fd, $data));
            check($server->start(), 'the server has run');
            return;
        }
        foreach ([1, 2] as $n) {
            wait_until(fn () => $port->get() > 0 && $starts->get() === $n, "server $n");
            $client = TestClient::tcp($port->get());
            same("hello\n", $client->send("hello\n")->line() . "\n", "server $n answers");
            if ($n === 1) {
                $port->set(0);
                $client->send("end\n");
                check($client->isClosed(), 'the first has ended');
            }
        }
        $pool->shutdown();
    });
    $pool->start();
    same(2, $starts->get(), 'starts');
});
?>
--EXPECT--
BASE done
PROCESS done
