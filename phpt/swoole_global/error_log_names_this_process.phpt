--TEST--
a log line names the process that wrote it and the present time
--FILE--
<?php
require __DIR__ . '/../include/check.php';
$file = tempnam(sys_get_temp_dir(), 'log');
swoole_async_set(['log_file' => $file]);
$before = time();
swoole_error_log(SWOOLE_LOG_WARNING, 'text');
$line = file_get_contents($file);
unlink($file);
check(preg_match('/^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) %(\d+)\.0\]\tWARNING\ttext\n$/', $line, $m) === 1, $line);
same(getmypid(), (int) $m[2], 'process');
$time = (new DateTime($m[1], new DateTimeZone(trim(shell_exec('date +%z')))))->getTimestamp();
check($time >= $before && $time <= time(), "time $m[1]");
echo "done\n";
?>
--EXPECT--
done
