--TEST--
unlock() does not pass control: whoever waits gets the lock, and runs when others wait; one that is cancelled before that passes it on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Lock;
Co\run(function () {
    $lock = new Lock();
    same(true, $lock->lock(), 'taken');
    $order = [];
    $ids = [];
    foreach (['first', 'second'] as $name) {
        $ids[] = go(function () use ($lock, $name, &$order) {
            $order[] = [$name, $lock->lock()];
            Coroutine::sleep(0.001);
            $lock->unlock();
        });
    }
    $lock->unlock();
    $order[] = 'holder goes on';
    same(false, $lock->lock(LOCK_NB), 'it is handed over already');
    same(true, Coroutine::cancel($ids[0]), 'the one that has it and does not know yet');
    Coroutine::join($ids);
    same(['holder goes on', ['first', false], ['second', true]], $order, 'order');
    same(true, $lock->lock(LOCK_NB), 'free');
});
echo "done\n";
?>
--EXPECT--
done
