--TEST--
callbacks run outside of coroutines when enable_coroutine is off, timers too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 1, 'enable_coroutine' => false], [
        'receive' => function ($server, $fd) {
            $here = Coroutine::getCid();
            Swoole\Timer::after(1, fn () => $server->send($fd, "$here " . Coroutine::getCid() . "\n"));
        },
    ]));
    same('-1 -1', $t->connect()->ask("x\n"), 'numbers');
});
?>
--EXPECT--
BASE done
PROCESS done
