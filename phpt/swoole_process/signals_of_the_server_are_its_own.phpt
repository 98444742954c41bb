--TEST--
in a server a signal that the server itself uses cannot be watched; others can
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'workerstart' => function ($server, $id) use ($t) {
            if ($id === 0) {
                $t->journal->note('refused', ...with_warnings(fn () => Process::signal(SIGTERM, fn () => 0)));
                Process::signal(SIGWINCH, fn ($signal) => $t->journal->note('got', $signal));
                posix_kill(getmypid(), SIGWINCH);
            }
        },
        'receive' => fn () => 0,
    ]));
    same([false, ['Warning: Swoole\Process::signal(): signal [15] processor has been registered by the system']], $t->journal->wait('refused'), 'SIGTERM');
    same([SIGWINCH], $t->journal->wait('got'), 'SIGWINCH');
    same(0, $t->stop(), 'exit');
});
?>
--EXPECT--
BASE done
PROCESS done
