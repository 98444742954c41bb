--TEST--
stats_file whose name ends in .json: the file is JSON with the keys of stats()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$file = Scratch::path('stats.json');
$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['stats_file' => $file]));
$stats = wait_until(fn () => is_array(json_decode((string) @file_get_contents($file), true)) ? json_decode(file_get_contents($file), true) : null, 'the file', 4);
foreach (['start_time', 'connection_num', 'worker_num'] as $key) {
    check(is_int($stats[$key] ?? null), "no $key");
}
echo "done\n";
?>
--EXPECT--
done
