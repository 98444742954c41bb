--TEST--
in the master of PROCESS mode, which runs threads, a process can neither be made nor started
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$made = new Process(fn () => 0);
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 1], [
    'start' => function () use ($t, $made) {
        $t->journal->note('new', thrown_by(fn () => new Process(fn () => 0)));
        $t->journal->note('start', thrown_by(fn () => $made->start()));
    },
    'receive' => fn () => 0,
]));
foreach (['new', 'start'] as $what) {
    same(["Error(0): Swoole\Process can't be used in master process"], $t->journal->wait($what), $what);
}
same(0, $t->stop(), 'exit');

echo "done\n";
?>
--EXPECT--
done
