--TEST--
a forked child may use and close a socket that its parent waits for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

[$one, $two] = swoole_coroutine_socketpair(AF_UNIX, SOCK_STREAM, 0);
go(fn () => same('still there', $two->recv(100, PATIENCE), 'in the parent'));
$pid = pcntl_fork();
if ($pid === 0) {
    // The parent's coroutine is never entered here.
    Coroutine::set(['enable_deadlock_check' => false]);
    Co\run(fn () => same([false, SOCKET_ETIMEDOUT], [$two->recv(1, 0.001), $two->errCode], 'in the child'));
    $two->close();
    exit(0);
}
pcntl_waitpid($pid, $status);
same(0, $status, 'the child');
$one->send('still there');
Swoole\Event::wait();
echo "done\n";
?>
--EXPECT--
done
