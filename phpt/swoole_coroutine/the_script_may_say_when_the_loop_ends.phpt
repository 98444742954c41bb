--TEST--
exit_condition is asked when nothing is left to wait for; while it says no, signals are awaited
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

$asked = 0;
Coroutine::set(['exit_condition' => 'no_function']);
Coroutine::set(['exit_condition' => function () use (&$asked) {
    $asked++;
    return Coroutine::stats()['coroutine_num'] === 0;
}]);
Coroutine\run(function () {
    $id = go(function () {
        Coroutine::yield();
        echo "resumed\n";
    });
    pcntl_async_signals(true);
    pcntl_signal(SIGALRM, fn () => Coroutine::exists($id) && Coroutine::resume($id));
    Swoole\Process::alarm(10_000);
});
Swoole\Process::alarm(-1);
var_dump($asked > 1);
?>
--EXPECTF--
Warning: Swoole\Coroutine::set(): function 'no_function' is not callable in %s on line %d
resumed
bool(true)
