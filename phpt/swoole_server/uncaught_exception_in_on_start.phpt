--TEST--
PROCESS mode: an uncaught exception in onStart ends the script with 255 and leaves nobody behind
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::launch(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2], [
    'start' => fn () => throw new DomainException('a reason'),
]));
same(255, $t->waitEnd(), 'exit code');
wait_until(fn () => group_members($t->pid) === [], 'the last process to end');
check(str_contains($t->output(), 'Uncaught DomainException: a reason'), $t->output());
echo "done\n";
?>
--EXPECT--
done
