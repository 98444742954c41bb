--TEST--
BASE mode with one worker and nothing else to manage: one process, no manager
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE));
same([0 => $t->pid], $t->workers(), 'workers');
same([$t->pid], group_members($t->pid), 'all processes');
same('x', $t->connect()->send('x')->read(1), 'echo');
echo "done\n";
?>
--EXPECT--
done
