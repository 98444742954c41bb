--TEST--
coroutines that nothing can wake are reported, and given up
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

class D { public function __destruct() { echo "destroyed\n"; } }
Co\run(function () {
    $d = new D;
    go(function () {
        (new Swoole\Coroutine\Channel(1))->pop();
    });
    Coroutine::yield();
});
echo "end\n";
?>
--EXPECTF--
=================================================================
  [FATAL ERROR]: all coroutines (count: 2) are asleep - deadlock!
 =================================================================

  [Coroutine-2]
 -----------------------------------------------------------------
#0 %s(%d): Swoole\Coroutine\Channel->pop()
#1 [internal function]: {closure}()

  [Coroutine-1]
 -----------------------------------------------------------------
#0 %s(%d): Swoole\Coroutine::yield()
#1 [internal function]: {closure}()

 =================================================================
end
destroyed
[%s]	WARNING	Channel::~Channel() (ERRNO 10003): channel is destroyed, 1 consumers will be discarded
