--TEST--
increments of several processes all count
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Atomic;

[$counter, $long] = [new Atomic(), new Swoole\Atomic\Long()];
for ($i = 0; $i < 4; $i++) {
    if (pcntl_fork() === 0) {
        for ($n = 0; $n < 5000; $n++) {
            $counter->add();
            $long->sub(2);
        }
        exit(0);
    }
}
while (pcntl_wait($status) > 0);
same([20000, -40000], [$counter->get(), $long->get()], 'sums');
echo "done\n";
?>
--EXPECT--
done
