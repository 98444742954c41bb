--TEST--
a callback that waits in its coroutine leaves the worker to the others
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) {
            if (trim($data) === 'slow') {
                Coroutine::sleep(0.3);
            }
            $server->send($fd, Coroutine::getCid() > 0 ? "done\n" : "no coroutine\n");
        },
    ]));
    $slow = $t->connect();
    $slow->send("slow\n");
    $begun = microtime(true);
    $quick = $t->connect();
    for ($i = 0; $i < 3; $i++) {
        same("done", $quick->ask("quick\n"), 'quick answer');
    }
    check(microtime(true) - $begun < 0.3, 'the quick ones are answered first');
    same("done", $slow->line(), 'slow answer');
});
?>
--EXPECT--
BASE done
PROCESS done
