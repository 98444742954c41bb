--TEST--
a worker that is replaced lets its coroutines end first
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'max_wait_time' => 10], [
        'receive' => function ($server, $fd) use ($t) {
            $t->journal->note('begun', getmypid());
            $channel = new Coroutine\Channel(1);
            Coroutine::create(function () use ($channel) {
                Coroutine::sleep(0.3);
                $channel->push(1);
            });
            $channel->pop();
            $t->journal->note('ended', getmypid());
        },
    ]));
    $t->connect()->send("x\n");
    $begun = $t->journal->wait('begun');
    $t->signal(SIGUSR1);
    same($begun, $t->journal->wait('ended'), 'the same worker');
});
?>
--EXPECT--
BASE done
PROCESS done
