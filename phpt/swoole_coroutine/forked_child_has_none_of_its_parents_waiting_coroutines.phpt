--TEST--
a child that pcntl_fork() makes has none of the coroutines that wait in its parent, and coroutines of its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;

/** Forks; the child's exit code says that what it saw was as expected. */
function child(callable $child): void
{
    $pid = pcntl_fork();
    if ($pid === 0) {
        exit($child() ? 0 : 1);
    }
    pcntl_waitpid($pid, $status);
    same(0, $status, 'exit status of the child');
}

/** A coroutine that sleeps runs on. */
function sleeper(): bool
{
    $slept = false;
    Coroutine::create(function () use (&$slept) {
        Coroutine::sleep(0.005);
        $slept = true;
    });
    Swoole\Event::wait();
    return $slept;
}

$ended = 0;
go(function () use (&$ended) {
    Coroutine::sleep(0.05);
    $ended++;
});
child(fn () => [...Coroutine::list()] === [] && Coroutine::stats()['coroutine_num'] === 0 && !Coroutine::exists(1) && sleeper());
same([1], [...Coroutine::list()], 'the parent has it yet');
Swoole\Event::wait();
same(1, $ended, 'it ran on in the parent');

Coroutine\run(function () use (&$ended) {
    $waits = go(function () use (&$ended) {
        Coroutine::sleep(0.05);
        $ended++;
    });
    $pid = pcntl_fork();
    if ($pid === 0) {
        $left = [...Coroutine::list()] === [Coroutine::getCid()] && !Coroutine::exists($waits);
        Coroutine::sleep(0.005);
        posix_kill(getmypid(), $left ? SIGUSR1 : SIGUSR2);
    }
    pcntl_waitpid($pid, $status);
    same([true, SIGUSR1], [pcntl_wifsignaled($status), pcntl_wtermsig($status)], 'in a coroutine the child goes on as that one alone');
});
same(2, $ended, 'and it ran on in the parent');
?>
--EXPECT--
