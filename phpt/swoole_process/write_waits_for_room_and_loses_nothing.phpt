--TEST--
write() waits until there is room, also of a process that runs an event loop and watches the pipe
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

foreach ([SOCK_DGRAM, SOCK_STREAM] as $type) {
    $process = new Process(function (Process $process) {
        usleep(50_000);
        $total = 0;
        while ($total < 24_000_000) {
            $total += strlen($process->read(65536));
        }
        $process->write("got $total");
    }, false, $type);
    $process->start();
    Swoole\Event::add($process->pipe, function () use ($process) {
        echo $process->read(), "\n";
        Swoole\Event::del($process->pipe);
    });
    Swoole\Event::defer(function () use ($process) {
        for ($i = 0; $i < 3000; $i++) {
            same(8000, $process->write(str_repeat('x', 8000)), 'bytes written');
        }
    });
    Swoole\Event::wait();
    Process::wait();
}
?>
--EXPECT--
got 24000000
got 24000000
