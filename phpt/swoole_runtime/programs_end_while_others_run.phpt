--TEST--
waiting for the end of a program lets others run (SWOOLE_HOOK_PROC)
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Runtime;

/** What a wait came to, and that others have run meanwhile: they end the program. */
function meanwhile(string $fifo, callable $wait): mixed
{
    $result = 'never ended';
    $waiting = go(function () use ($wait, &$result) {
        $result = $wait();
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
        $fifo = Scratch::path('fifo');
        posix_mkfifo($fifo, 0600);
        $command = "read status < $fifo; exit \$status";
        same(7, meanwhile($fifo, fn () => proc_close(proc_open($command, [], $pipes))), 'proc_close()');
        same(7, meanwhile($fifo, fn () => pclose(popen($command, 'w'))), 'pclose()');
        same(7, meanwhile($fifo, function () use ($command) {
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
        $program = proc_open($command, [], $pipes);
        $other = go(fn () => same(false, Coroutine\System::wait(0.2), 'wait() for any child'));
        same(7, meanwhile($fifo, fn () => proc_close($program)), 'with another who waits');
        Coroutine::join([$other]);
        // Whose wait is cancelled goes on without a status; the program, and others, too.
        $program = proc_open($command, [], $pipes);
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
same(4, proc_close(proc_open('exit 4', [], $pipes)), 'outside of coroutines');
echo "done\n";
?>
--EXPECT--
done
