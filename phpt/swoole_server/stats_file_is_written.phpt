--TEST--
stats_file: the content of stats() is written to the file while the server runs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::path('stats');
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['stats_file' => $file]));
wait_until(fn () => is_file($file) && str_contains(file_get_contents($file), 'worker_num'), 'the file', 4);
foreach (['start_time', 'connection_num', 'accept_count', 'worker_num', 'request_count'] as $key) {
    check(str_contains(file_get_contents($file), $key), "no $key in\n" . file_get_contents($file));
}
echo "done\n";
?>
--EXPECT--
done
