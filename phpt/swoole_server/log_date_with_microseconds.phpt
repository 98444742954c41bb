--TEST--
log_date_with_microseconds adds six digits
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_INFO, 'log_date_with_microseconds' => true]));
$t->signal(SIGUSR1);
$t->waitLog('reloading all workers');
check(preg_match('/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.|<\.)\d+>? /m', $t->logged()) === 1, $t->logged());
echo "done\n";
?>
--EXPECT--
done
