--TEST--
a wakeup() that nobody waited for ends the next wait() at once
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Atomic;

$counter = new Atomic();
same([true, 1, true, 1], [$counter->wakeup(), $counter->get(), $counter->wakeup(), $counter->get()], 'wakeup');
same([true, 0], [$counter->wait(), $counter->get()], 'wait');
same([false, SOCKET_ETIMEDOUT], [$counter->wait(0.01), swoole_errno()], 'wait in vain');
$counter->set(2);
same([false, SOCKET_EAGAIN, true, 2], [$counter->wait(5), swoole_errno(), $counter->wakeup(), $counter->get()], 'a counter of 2');
echo "done\n";
?>
--EXPECT--
done
