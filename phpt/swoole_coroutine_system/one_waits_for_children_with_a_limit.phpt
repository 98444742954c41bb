--TEST--
wait() and waitPid() say at once that there is no child, and give up in time
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;
use Swoole\Process;

[$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$process = new Process(fn () => [fclose($here), fread($there, 1)], false, 0);
Co\run(function () {
    var_dump(System::wait(100), swoole_last_error() === 10 /* ECHILD */, System::waitPid(getmypid(), 100), System::waitPid(-1));
});
$process->start();
fclose($there);
Co\run(function () use ($process, $here) {
    var_dump(System::wait(0.001), swoole_last_error() === SOCKET_ETIMEDOUT);
    var_dump(System::waitPid($process->pid, 0.001), swoole_last_error() === SOCKET_ETIMEDOUT);
    [$result, $warnings] = with_warnings(fn () => System::waitPid(-5));
    echo json_encode([$result, $warnings]), "\n";
    fclose($here);
    same($process->pid, System::waitPid($process->pid)['pid'], 'pid');
    var_dump(System::waitPid($process->pid));
});
?>
--EXPECT--
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
bool(true)
bool(false)
bool(true)
[false,["Warning: Swoole\\Coroutine\\System::waitPid(): invalid process id -5, it must be that of a process or -1"]]
bool(false)
