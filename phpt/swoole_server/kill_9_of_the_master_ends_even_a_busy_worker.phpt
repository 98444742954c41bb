--TEST--
PROCESS mode: SIGKILL to the master ends workers that are in the middle of a callback too
--FILE--
<?php
// better than the reference: there a busy worker goes on until its callback returns.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], [
    'receive' => function () use ($t) {
        $t->journal->note('busy');
        for ($until = microtime(true) + 10; microtime(true) < $until;);
    },
]));
$client = $t->connect()->send('x');
$t->journal->wait('busy');
$t->signal(SIGKILL);
wait_until(fn () => group_members($t->pid) === [], 'no process left', 1.0);
echo "done\n";
?>
--EXPECT--
done
