--TEST--
daemon() goes on in a process of its own, in a session of its own; its descriptors may be given
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

[$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$process = new Process(function (Process $process) use ($theirs) {
    $before = getmypid();
    same(true, Process::daemon(false, true, [null, $theirs]), 'daemon');
    echo json_encode([getmypid() !== $before, posix_getsid(0) === getmypid(), getcwd()]), "\n";
}, false, 0);
$process->start();
same(0, Process::wait()['code'], 'the process that became a daemon has ended');
fclose($theirs);
stream_set_timeout($ours, 5);
echo fgets($ours);
fgets($ours); // the end of the daemon
?>
--EXPECT--
[true,true,"\/"]
