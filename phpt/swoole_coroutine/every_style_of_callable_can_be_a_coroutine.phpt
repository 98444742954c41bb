--TEST--
a coroutine is made of any style of callable
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

class A {
    public function m($x) { echo "m $x\n"; }
    public static function s($x) { echo "s $x\n"; }
    public function __invoke($x) { echo "invoke $x\n"; }
    public function __call($name, $args) { echo "call $name $args[0]\n"; }
}
function f($x) { echo "f $x\n"; }
$a = new A;
foreach (['f', 'A::s', ['A', 's'], [$a, 'm'], $a, $a->m(...), fn ($x) => print("fn $x\n"), [$a, 'none'], 'printf'] as $i => $callable) {
    go($callable, $callable === 'printf' ? "printf 8\n" : $i);
}
?>
--EXPECT--
f 0
s 1
s 2
m 3
invoke 4
m 5
fn 6
call none 7
printf 8
