--TEST--
who waits for any child does not take one that somebody else waits for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;
use Swoole\Process;

$child = function (int $code) {
    [$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $process = new Process(function () use ($here, $there, $code) {
        fclose($here);
        fread($there, 1);
        posix_kill(getmypid(), $code > 100 ? SIGKILL : 0);
        exit($code);
    }, false, 0);
    $process->start();
    fclose($there);
    return [$process->pid, $here];
};
[$any, $endAny] = $child(1);
[$mine, $endMine] = $child(200);
Co\run(function () use ($any, $endAny, $mine, $endMine) {
    $ended = [];
    $wait = new Swoole\Coroutine\Channel(3);
    go(function () use (&$ended, $wait) {
        $ended['any'] = System::wait();
        $wait->push(1);
    });
    go(function () use (&$ended, $mine, $wait) {
        $ended['mine'] = System::waitPid($mine);
        $wait->push(1);
    });
    $ended['command'] = System::exec('exit 7');
    fclose($endMine);
    $wait->pop(5);
    same(['command', 'mine'], array_keys($ended), 'who has ended');
    fclose($endAny);
    $wait->pop(5);
    same(['pid' => $mine, 'code' => 0, 'signal' => SIGKILL], $ended['mine'], 'by its number');
    same(['pid' => $any, 'code' => 1, 'signal' => 0], $ended['any'], 'any');
    same(7, $ended['command']['code'], 'command');
});
echo "done\n";
?>
--EXPECT--
done
