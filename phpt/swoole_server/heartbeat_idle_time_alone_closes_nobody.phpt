--TEST--
heartbeat_idle_time without heartbeat_check_interval: nothing is closed until heartbeat() is called, as documented
--FILE--
<?php
// better than the reference: there idle connections are closed all the same.
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['heartbeat_idle_time' => 1]));
$idle = $t->connect();
same('x', $idle->send('x')->read(1), 'echo');
check(!$idle->readable(2.6), 'the idle connection was closed');
same('y', $idle->send('y')->read(1), 'echo');
echo "done\n";
?>
--EXPECT--
done
