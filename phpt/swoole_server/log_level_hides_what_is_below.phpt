--TEST--
log_level: what is below is not logged
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_ERROR]));
$t->signal(SIGUSR1);
$t->waitStarts(2);
posix_kill($t->workers()[0], SIGKILL);
$t->waitStarts(3);
same('', $t->logged(), 'log');
echo "done\n";
?>
--EXPECT--
done
