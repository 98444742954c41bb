--TEST--
wakeup() ends the waiting of as many processes as it says
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Atomic;

[$counter, $woken] = [new Atomic(), new Atomic()];
for ($i = 0; $i < 3; $i++) {
    if (pcntl_fork() === 0) {
        $counter->wait(-1) && $woken->add();
        exit(0);
    }
}
wait_until(function () use ($counter, $woken) {
    $counter->wakeup(3);
    return $woken->get() === 3;
}, 'all to wake');
while (pcntl_wait($status) > 0);
echo "done\n";
?>
--EXPECT--
done
