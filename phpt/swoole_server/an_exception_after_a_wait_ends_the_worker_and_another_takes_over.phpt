--TEST--
an exception after a wait ends the worker, and another one serves
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'log_level' => SWOOLE_LOG_NONE], [
        'receive' => function ($server, $fd, $reactor, $data) {
            if (trim($data) === 'throw') {
                Coroutine::sleep(0.001);
                throw new Exception('after a wait');
            }
            $server->send($fd, "here\n");
        },
    ]));
    $client = $t->connect();
    $client->send("throw\n");
    $t->waitOutput("Uncaught Exception: after a wait");
    same('here', $t->connect()->ask("x\n"), 'answer of another');
});
?>
--EXPECT--
BASE done
PROCESS done
