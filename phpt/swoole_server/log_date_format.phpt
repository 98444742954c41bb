--TEST--
log_date_format is a format of strftime
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_INFO, 'log_date_format' => 'day %d of %m in %Y']));
$t->signal(SIGUSR1);
$t->waitLog('reloading all workers');
check(str_contains($t->logged(), date('[\d\a\y d \o\f m \i\n Y')), $t->logged());
echo "done\n";
?>
--EXPECT--
done
