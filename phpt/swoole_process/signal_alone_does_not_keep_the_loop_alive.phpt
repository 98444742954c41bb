--TEST--
signals alone do not keep the loop alive, unless wait_signal is set; what has arrived by the end is still delivered
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

Process::signal(SIGUSR1, function () { echo "delivered\n"; });
posix_kill(getmypid(), SIGUSR1);
Swoole\Event::wait();
echo "the loop has ended\n";
swoole_async_set(['wait_signal' => true]);
Process::signal(SIGUSR1, function () { echo "waited for\n"; Process::signal(SIGUSR1, null); });
$parent = getmypid();
(new Process(function () use ($parent) { usleep(20_000); posix_kill($parent, SIGUSR1); }))->start();
Swoole\Event::wait();
Process::wait();
?>
--EXPECT--
delivered
the loop has ended
waited for
