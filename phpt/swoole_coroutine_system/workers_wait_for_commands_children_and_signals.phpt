--TEST--
in a server's worker, commands, children and signals are waited for as anywhere else
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function ($server, $fd) {
            // It ends after PHP has looked at it, which would take its end away.
            $child = function (int $code) {
                $GLOBALS["child $code"] = proc_open(['sh', '-c', "read line; exit $code"], [['pipe', 'r']], $pipes);
                $pid = proc_get_status($GLOBALS["child $code"])['pid'];
                fclose($pipes[0]);
                return $pid;
            };
            $any = $child(3);
            $found = System::wait(5);
            $said = [System::exec('echo out; exit 2'), $found['pid'] === $any ? $found['code'] : $found, System::waitPid($child(4), 5)['code']];
            go(fn () => [Co::sleep(0.005), posix_kill(getmypid(), SIGWINCH)]);
            $said[] = System::waitSignal(SIGWINCH, 5);
            // The worker's own.
            $said[] = @System::waitSignal(SIGTERM, 0.01);
            $server->send($fd, json_encode($said) . "\n");
        },
    ]));
    echo $t->connect()->ask("x\n"), "\n";
});
?>
--EXPECT--
[{"code":2,"signal":0,"output":"out\n"},3,4,28,false]
BASE done
[{"code":2,"signal":0,"output":"out\n"},3,4,28,false]
PROCESS done
