--TEST--
commands run side by side, and signals that the parent blocks are theirs
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    // Each waits for the other: one after the other they would never end.
    $pipes = [Scratch::path('a'), Scratch::path('b')];
    array_map(fn ($pipe) => posix_mkfifo($pipe, 0600), $pipes);
    [$a, $b] = $pipes;
    $wait = new Swoole\Coroutine\Channel(2);
    go(fn () => $wait->push(System::exec("echo from first > $a; cat $b")['output']));
    go(fn () => $wait->push(System::exec("cat $a; echo from second > $b")['output']));
    $lines = [$wait->pop(5), $wait->pop(5)];
    sort($lines);
    echo implode($lines);
    go(fn () => System::waitSignal(SIGUSR1));
    var_dump(System::exec('kill -USR1 $$')['signal'] === SIGUSR1);
    posix_kill(getmypid(), SIGUSR1);
});
?>
--EXPECT--
from first
from second
bool(true)
