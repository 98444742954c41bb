--TEST--
task() when no task worker is idle: a line in the log if that lasts, none for a burst
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['task_worker_num' => 1], [
        'receive' => function ($server, $fd, $reactor, $data) {
            swoole_clear_error();
            if ($data === "burst\n") {
                foreach (range(1, 10) as $i) {
                    $server->task('short');
                }
            } else {
                foreach (range(1, 3) as $i) {
                    $server->task('long');
                }
            }
            $server->send($fd, swoole_last_error() . "\n");
        },
        'task' => function ($server, $id, $from, $data) use ($t) {
            while ($data === 'long' && !is_file(Scratch::path('go-on'))) {
                clearstatcache();
                usleep(1000);
            }
            $t->journal->note('done');
        },
        'finish' => function () {},
    ]));
    $lines = fn () => substr_count($t->logged(), "\tWARNING\tServer::timer_callback() (ERRNO " . SWOOLE_ERROR_SERVER_NO_IDLE_WORKER . '): No idle task worker is available');
    same('0', $t->connect()->ask("burst\n"), 'last error');
    $t->journal->wait('done', 10);
    same(0, $lines(), 'lines for a burst');
    same('0', $t->connect()->ask("lasting\n"), 'last error');
    wait_until(fn () => $lines() > 0, 'the line');
    check($lines() <= 3, $lines() . ' lines');
    Scratch::file('go-on', '');
    same(0, $t->stop(), 'exit code');
    unlink(Scratch::path('go-on'));
});
?>
--EXPECT--
BASE done
PROCESS done
