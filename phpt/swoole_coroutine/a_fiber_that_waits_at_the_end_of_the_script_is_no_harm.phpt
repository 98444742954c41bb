--TEST--
a PHP Fiber whose coroutine still waits when the script ends is given up quietly
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

class D { public function __destruct() { echo "destroyed\n"; } }
Coroutine::set(['enable_deadlock_check' => false]);
go(function () {
    $d = new D;
    $fiber = new Fiber(function () {
        $d = new D;
        try {
            Coroutine::yield();
        } finally {
            echo "finally\n";
        }
    });
    $fiber->start();
});
$kept = new Fiber(function () {
    go(function () {
        Coroutine::yield();
    });
    Fiber::suspend();
});
$kept->start();
echo "end\n";
?>
--EXPECTF--
end
%A
