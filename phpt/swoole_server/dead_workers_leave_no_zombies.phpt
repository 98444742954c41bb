--TEST--
workers that died are reaped
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2]));
    for ($i = 0; $i < 4; $i++) {
        posix_kill($t->workers()[$i % 2], SIGKILL);
        $t->waitStarts(3 + $i);
    }
    $zombies = fn () => array_filter(scandir('/proc'), function ($pid) use ($t) {
        $stat = ctype_digit($pid) ? process_stat((int) $pid) : null;
        return $stat !== null && $stat['group'] === $t->pid && $stat['state'] === 'Z';
    });
    wait_until(fn () => $zombies() === [], 'every zombie to be reaped');
});
?>
--EXPECT--
BASE done
PROCESS done
