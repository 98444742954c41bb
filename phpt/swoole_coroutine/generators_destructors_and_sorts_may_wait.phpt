--TEST--
generators, destructors, iterators and sorts may wait inside a coroutine
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

class D { public function __destruct() { Coroutine::sleep(0.001); echo "destroyed\n"; } }
class A { public function __get($n) { Coroutine::sleep(0.001); return "$n!"; } public function __toString() { Coroutine::sleep(0.001); return 'text'; } }
function g() { foreach ([1, 2] as $x) { Coroutine::sleep(0.001); yield $x; } }
for ($n = 0; $n < 2; $n++) {
    go(function () use ($n) {
        foreach (g() as $x) { echo "$n: $x\n"; }
        $list = [3, 1, 2];
        usort($list, function ($a, $b) { Coroutine::sleep(0.001); return $a <=> $b; });
        echo implode(',', array_map(function ($x) { Coroutine::sleep(0.001); return $x * 2; }, $list)), "\n";
        echo (new A)->name, ' ', new A, "\n";
        $d = new D;
        unset($d);
    });
}
Swoole\Event::wait();
?>
--EXPECT--
0: 1
1: 1
0: 2
1: 2
2,4,6
2,4,6
name! name! text
text
destroyed
destroyed
