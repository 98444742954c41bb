--TEST--
waitSignal() refuses what no process can wait for, and says why
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    foreach ([0, -1, 65, SIGKILL, SIGSTOP, SIGCHLD, [SIGUSR1, 99], []] as $signals) {
        [$result, $warnings] = with_warnings(fn () => System::waitSignal($signals, 0.001));
        echo json_encode([$result, swoole_last_error()]), ' ', $warnings[0] ?? 'no warning', "\n";
    }
});
?>
--EXPECT--
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 0, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: -1, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 65, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 9, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 19, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 17, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: 99, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
[false,503] Warning: Swoole\Coroutine\System::waitSignal(): Invalid signal in the given list: none, it must be 1 to 64, and neither SIGCHLD, SIGKILL nor SIGSTOP
