--TEST--
a TCP server answers in both modes, and ends with exit code 0 leaving nobody behind
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = new Swoole\Server('127.0.0.1', 0, $mode);
        $server->set(['worker_num' => 2, 'log_level' => SWOOLE_LOG_WARNING]);
        $server->on('receive', function ($server, $fd, $reactor, $data) {
            $server->send($fd, "got $data");
        });
        return $server;
    });
    echo $t->connect()->ask("hello\n"), "\n";
    same(0, $t->stop(), 'exit code');
    same('', $t->output(), 'output');
    same([true], $t->journal->first('harness-started'), 'what start() returns');
});
?>
--EXPECT--
got hello
BASE done
got hello
PROCESS done
