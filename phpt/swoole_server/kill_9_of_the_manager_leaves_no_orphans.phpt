--TEST--
PROCESS mode: SIGKILL to the manager leaves no worker without a parent, and the server can be ended
--FILE--
<?php
// better than the reference: there workers and master may stay.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['worker_num' => 2]));
$workers = $t->workers();
posix_kill(parent_of($workers[0]), SIGKILL);
wait_until(fn () => !alive($workers[0]) && !alive($workers[1]), 'the workers to end with their manager', 1.0);
$t->signal(SIGTERM);
$t->waitEnd();
wait_until(fn () => group_members($t->pid) === [], 'the last process to end', 1.0);
echo "done\n";
?>
--EXPECT--
done
