--TEST--
a channel whose constructor was not run says so
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
class C extends Swoole\Coroutine\Channel { public function __construct() {} }
Co\run(function () {
    foreach ([fn ($c) => $c->push(1), fn ($c) => $c->pop(), fn ($c) => $c->length(), fn ($c) => $c->close(), fn ($c) => $c->stats()] as $call) {
        try {
            $call(new C);
        } catch (Swoole\Error $e) {
            echo $e->getMessage(), "\n";
        }
    }
});
?>
--EXPECT--
must call constructor first
must call constructor first
must call constructor first
must call constructor first
must call constructor first
