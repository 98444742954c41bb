--TEST--
PROCESS mode: SIGUSR1 to the manager reloads as well
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS));
$old = $t->workers()[0];
posix_kill(parent_of($old), SIGUSR1);
$t->waitStarts(2);
check($t->workers()[0] !== $old, 'same worker');
echo "done\n";
?>
--EXPECT--
done
