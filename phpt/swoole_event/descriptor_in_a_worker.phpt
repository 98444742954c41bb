--TEST--
a worker watches a descriptor of the script's beside its clients, in both modes
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 1, 'log_level' => SWOOLE_LOG_WARNING]);
        $pair = null;
        $server->on('workerStart', function () use (&$pair, $t) {
            $pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
            Swoole\Event::add($pair[0], function ($stream) use ($t) {
                $t->journal->note('read', fread($stream, 100));
            });
        });
        $server->on('receive', function ($server, $fd, $reactor, $data) use (&$pair) {
            fwrite($pair[1], $data);
            $server->send($fd, "passed on\n");
        });
        return $server;
    });
    $client = $t->connect();
    foreach (['one', 'two'] as $i => $word) {
        same('passed on', $client->ask($word), 'answer');
        same([$word], $t->journal->wait('read', $i + 1), 'what the descriptor read');
    }
    same(0, $t->stop(), 'exit code');
});
?>
--EXPECT--
BASE done
PROCESS done
