--TEST--
waiting for the end of a program lets others run (SWOOLE_HOOK_PROC)
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Runtime;

/** A program that ends with the status that it reads from a FIFO, of which each has its own. */
function program(?string &$fifo): string
{
    static $count = 0;
    posix_mkfifo($fifo = Scratch::path('fifo' . $count++), 0600);
    return "read status < $fifo; exit \$status";
}

/** What a wait for such a program came to, and that others have run meanwhile: they tell it to end. */
function meanwhile(callable $wait): mixed
{
    $result = 'never ended';
    $command = program($fifo);
    $waiting = go(function () use ($wait, $command, &$result) {
        $result = $wait($command);
    });
    same('never ended', $result, 'it waits');
    file_put_contents($fifo, "7\n");
    Coroutine::join([$waiting]);
    return $result;
}

foreach ([SWOOLE_HOOK_PROC, SWOOLE_HOOK_ALL] as $flags) {
    Runtime::enableCoroutine($flags);
    same(SWOOLE_HOOK_PROC, Runtime::getHookFlags() & SWOOLE_HOOK_PROC, 'it is there');
    Co\run(function () {
        same(7, meanwhile(fn ($command) => proc_close(proc_open($command, [], $pipes))), 'proc_close()');
        same(7, meanwhile(fn ($command) => pclose(popen($command, 'w'))), 'pclose()');
        same(7, meanwhile(function ($command) {
            exec("exec >/dev/null; $command", $output, $status);
            return $status;
        }), 'exec() of a program that says nothing');
        // Its pipes are closed first, so that a program ends that waits for their end.
        $cat = proc_open('cat; exit 3', [['pipe', 'r']], $pipes);
        same(3, proc_close($cat), 'what reads its input');
        // An exit status that somebody has had is not there again.
        $program = proc_open('exit 5', [], $pipes);
        while (($status = proc_get_status($program))['running']) {
            Coroutine::sleep(0.001);
        }
        same([5, -1], [$status['exitcode'], proc_close($program)], 'a status that was asked for');
        // Nobody else takes it.
        $other = null;
        same(7, meanwhile(function ($command) use (&$other) {
            $program = proc_open($command, [], $pipes);
            $other = go(fn () => same(false, Coroutine\System::wait(0.2), 'wait() for any child'));
            return proc_close($program);
        }), 'with another who waits');
        Coroutine::join([$other]);
        // Whose wait is cancelled goes on without a status; the program, and others, too.
        $program = proc_open(program($fifo), [], $pipes);
        $result = null;
        $waiting = go(function () use ($program, &$result) {
            $result = [proc_close($program), swoole_last_error()];
        });
        same(true, Coroutine::cancel($waiting), 'cancelled');
        Coroutine::join([$waiting]);
        same([-1, SWOOLE_ERROR_CO_CANCELED], $result, 'after that');
        file_put_contents($fifo, "0\n");
    });
}
// Another who waits for any child finds it first.
Runtime::enableCoroutine(SWOOLE_HOOK_PROC);
Co\run(function () {
    $program = proc_open(program($fifo), [], $pipes);
    $pid = proc_get_status($program)['pid'];
    $result = null;
    $waiting = go(function () use ($program, &$result) {
        $result = proc_close($program);
    });
    file_put_contents($fifo, "7\n");
    while (!str_contains(file_get_contents("/proc/$pid/stat"), ') Z')) {
    }
    same(false, Coroutine\System::wait(0.01), 'it is not for who waits for any child');
    Coroutine::join([$waiting]);
    same(7, $result, 'it is for who waits for it');
    same([-1, PCNTL_ECHILD], [pcntl_waitpid(getmypid(), $status), pcntl_get_last_error()], 'no child');
});
same(4, proc_close(proc_open('exit 4', [], $pipes)), 'outside of coroutines');
echo "done\n";
?>
--EXPECT--
done
