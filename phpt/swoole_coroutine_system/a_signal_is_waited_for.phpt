--TEST--
waitSignal() returns the signal that came, of one or several; callbacks hear of it too
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;
use Swoole\Process;

Co\run(function () {
    $soon = fn (int $signal) => go(function () use ($signal) {
        Co::sleep(0.005);
        posix_kill(getmypid(), $signal);
    });
    $soon(SIGUSR1);
    var_dump(System::waitSignal(SIGUSR1) === SIGUSR1);
    $soon(SIGUSR2);
    var_dump(System::waitSignal([SIGUSR1, SIGUSR2, SIGIO, SIGIO], 5) === SIGUSR2);
    var_dump(System::waitSignal([SIGUSR1, SIGIO], 0.001), swoole_last_error() === SWOOLE_ERROR_CO_TIMEDOUT);
    // better than the reference: that refuses to wait beside any callback
    Process::signal(SIGUSR1, fn () => print("callback\n"));
    $both = new Swoole\Coroutine\Channel(1);
    go(fn () => $both->push(System::waitSignal(SIGUSR1)));
    $soon(SIGUSR1);
    var_dump(System::waitSignal(SIGUSR1) === SIGUSR1, $both->pop(5) === SIGUSR1);
    var_dump(Co::stats()['signal_listener_num']);
    Process::signal(SIGUSR1, null);
    var_dump(Co::stats()['signal_listener_num']);
});
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(true)
callback
bool(true)
bool(true)
int(1)
int(0)
