--TEST--
a long counter has 64 bits and a sign
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$counter = new Swoole\Atomic\Long(PHP_INT_MAX);
same([PHP_INT_MIN, PHP_INT_MAX], [$counter->add(), $counter->sub()], 'sums');
same([true, false, 5], [$counter->cmpset(PHP_INT_MAX, 5), $counter->cmpset(6, 7), $counter->get()], 'cmpset');
$counter->set(-3);
same(-3, $counter->get(), 'set');
echo "done\n";
?>
--EXPECT--
done
