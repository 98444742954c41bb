--TEST--
standard output, when it is a pipe, can be watched for writing
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$code = 'Swoole\Event::add(STDOUT, null, function ($out) {
    fwrite($out, "written\n");
    Swoole\Event::del($out);
}, SWOOLE_EVENT_WRITE);
Swoole\Event::wait();';
$process = proc_open([PHP_BINARY, ...TestScript::options(), '-r', $code], [1 => ['pipe', 'w']], $pipes);
echo stream_get_contents($pipes[1]);
same(0, proc_close($process), 'exit code');
Swoole\Event::wait();
?>
--EXPECT--
written
