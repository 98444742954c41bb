--TEST--
a counter has 32 bits, unsigned, and wraps around
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Atomic;

$counter = new Atomic(1);
same([200, 165, 165], [$counter->add(199), $counter->sub(35), $counter->get()], 'sums');
same([true, false, 1], [$counter->cmpset(165, 1), $counter->cmpset(5, 0), $counter->get()], 'cmpset');
same([2, 1], [$counter->add(), $counter->sub()], 'defaults');
same([4294967295, 0, 4294967295], [(new Atomic(-1))->get(), (new Atomic(0xffffffff))->add(), (new Atomic())->sub()], 'wrapped');
$counter->set(-7);
same([4294967289, 2], [$counter->get(), (new Atomic(5))->add(-3)], 'negative numbers');
echo "done\n";
?>
--EXPECT--
done
