--TEST--
getContext() is the coroutine's own, and gone when it ends
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

class D { public function __destruct() { echo "destroyed\n"; } }
var_dump(Coroutine::getContext());
go(function () {
    $context = Coroutine::getContext();
    var_dump($context instanceof ArrayObject, $context === Coroutine::getContext());
    $context['d'] = new D;
    unset($context);
    $outer = Coroutine::getCid();
    go(function () use ($outer) {
        var_dump(count(Coroutine::getContext()), isset(Coroutine::getContext($outer)['d']), Coroutine::getContext(99));
    });
    Coroutine::defer(fn () => print("deferred\n"));
});
echo "end\n";
?>
--EXPECT--
NULL
bool(true)
bool(true)
int(0)
bool(true)
NULL
deferred
destroyed
end
