--TEST--
a tick made in onWorkerStart runs in that worker while it serves clients
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 2, 'log_level' => SWOOLE_LOG_WARNING]);
        $server->on('workerStart', function ($server, int $id) use ($t) {
            Swoole\Timer::tick(2, function (int $timer) use ($t, $id) {
                static $count = 0;
                $t->journal->note("tick of $id", ++$count, getmypid());
                if ($count === 5) {
                    Swoole\Timer::clear($timer);
                }
            });
        });
        $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, $data));
        return $server;
    });
    $workers = $t->workers();
    foreach ([0, 1] as $id) {
        same([5, $workers[$id]], $t->journal->wait("tick of $id", 5), "worker $id");
    }
    same('hello', $t->connect()->ask("hello\n"), 'answer');
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
