--TEST--
exec() gives up a command that writes nothing for socket_read_timeout seconds; the command is reaped
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
// better than the reference: that waits for the command's end all the same
use Swoole\Coroutine\System;

Co::set(['socket_read_timeout' => 0.05]);
Co\run(function () {
    $pipe = Scratch::path('pipe');
    posix_mkfifo($pipe, 0600);
    var_dump(System::exec("echo \$\$ > $pipe.pid; cat $pipe"), swoole_last_error() === SWOOLE_ERROR_CO_TIMEDOUT);
    $pid = (int) file_get_contents("$pipe.pid");
    check(posix_kill($pid, 0), 'the command still runs');
    file_put_contents($pipe, 'x');
    for ($i = 0; $i < 1000 && posix_kill($pid, 0); $i++) {
        System::sleep(0.005);
    }
    var_dump(posix_kill($pid, 0));
});
?>
--EXPECT--
bool(false)
bool(true)
bool(false)
