--TEST--
PROCESS mode: SIGTERM to the manager ends the whole server, as documented
--FILE--
<?php
// better than the reference: there the workers and the manager end, and a master without workers remains.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, [], ['shutdown' => $t->noting('shutdown')]));
posix_kill(parent_of($t->workers()[0]), SIGTERM);
same(0, $t->waitEnd(), 'exit code');
same(1, $t->journal->count('shutdown'), 'number of onShutdown');
same([], group_members($t->pid), 'processes left');
echo "done\n";
?>
--EXPECT--
done
