--TEST--
stats_file whose name ends in .php: the file returns the array of stats()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::path('stats.php');
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['stats_file' => $file]));
wait_until(fn () => is_file($file) && filesize($file) > 100, 'the file', 4);
$stats = include $file;
check(is_int($stats['worker_num'] ?? null), 'no worker_num');
echo "done\n";
?>
--EXPECT--
done
