--TEST--
log_file: date, mark of the process, process id, level and message
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_INFO]));
$manager = parent_of($t->workers()[0]);
$t->signal(SIGUSR1);
$t->waitLog('reloading all workers');
check(preg_match('/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \$' . $manager . '\.\d+\]\tINFO\t.*Server is reloading all workers now$/m', $t->logged()) === 1,
    $t->logged());
echo "done\n";
?>
--EXPECT--
done
