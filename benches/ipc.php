<?php
/*
 * The PHP side of `benches/ipc.rs`; the same script for every build that is measured.
 *
 *   php ipc.php 'Process::write, read'|'Pool::sendMessage' MESSAGES SIZE
 *
 * Prints microseconds of CPU time a message, of all processes together, and of the clock.
 */
use Swoole\Process;

[, $way, $messages, $size] = $argv;
[$messages, $data] = [(int) $messages, str_repeat('x', (int) $size)];

$spent = function (): float {
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_sec'] * 1e6 + $usage['ru_stime.tv_usec'];
};
// Sender and receiver say what they have spent: not every build takes its children, whose time is the parent's only then.
[$told, $tell] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_DGRAM, 0);
$clock = microtime(true);

if ($way === 'Pool::sendMessage') {
    $pool = new Process\Pool(2, SWOOLE_IPC_UNIXSOCK);
    $pool->on('workerStart', function (Process\Pool $pool, int $id) use ($messages, $data, $spent, $tell) {
        if ($id === 0) {
            $before = $spent();
            for ($i = 0; $i < $messages; $i++) {
                $pool->sendMessage($data, 1);
            }
            fwrite($tell, $spent() - $before);
        }
    });
    $pool->on('message', function (Process\Pool $pool, string $data) use ($messages, $spent, $tell) {
        static $count = 0, $before;
        $before ??= $spent();
        if (++$count === $messages) {
            fwrite($tell, $spent() - $before);
            $pool->shutdown();
        }
    });
    $pool->start();
} else {
    $process = new Process(function (Process $process) use ($messages, $spent, $tell) {
        $before = $spent();
        for ($i = 0; $i < $messages; $i++) {
            $process->read();
        }
        fwrite($tell, $spent() - $before);
    });
    $process->start();
    $before = $spent();
    for ($i = 0; $i < $messages; $i++) {
        $process->write($data);
    }
    fwrite($tell, $spent() - $before);
    Process::wait();
}
$elapsed = microtime(true) - $clock;
printf("%.3f %.3f\n", ((float) fread($told, 100) + (float) fread($told, 100)) / $messages, $elapsed * 1e6 / $messages);
