--TEST--
with enable_coroutine off, exit in a callback ends the loop and the script with its status
--FILE--
<?php
// better than the reference: it goes on with the loop and the script and only keeps the status.
require __DIR__ . '/../include/bootstrap.php';
foreach (['timer' => 'Timer::after(1, $leave);', 'read' => 'Event::add($a, $leave);', 'defer' => 'Event::defer($leave);'] as $name => $line) {
    $script = new TestScript('use Swoole\{Event, Timer};
    swoole_async_set(["enable_coroutine" => false]);
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    fwrite($b, "x");
    $leave = fn () => exit(7);
    register_shutdown_function(fn () => print "shutdown\n");
    ' . $line . '
    Timer::after(20, fn () => print "must not run\n");
    Event::wait();
    echo "must not be reached\n";');
    same(7, $script->wait(), "status of $name");
    echo $script->output();
}
?>
--EXPECT--
shutdown
shutdown
shutdown
