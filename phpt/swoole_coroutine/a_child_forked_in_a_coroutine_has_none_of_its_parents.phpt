--TEST--
a process forked in a coroutine has a loop and coroutines of its own
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;
use Swoole\Process;
go(fn () => Coroutine::sleep(0.05) && print("parent's\n"));
go(function () {
    Coroutine::sleep(0.001);
    $process = new Process(function () {
        var_dump(Coroutine::getCid(), Coroutine::stats()['coroutine_num']);
        Coroutine\run(function () {
            Coroutine::sleep(0.001);
            echo 'child ', Coroutine::getCid(), "\n";
        });
        exit(3);
    });
    $process->start();
    var_dump(Process::wait()['code']);
});
Swoole\Event::wait();
?>
--EXPECT--
int(-1)
int(0)
child 1
int(3)
parent's
