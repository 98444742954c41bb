--TEST--
sleep(), usleep(), time_nanosleep() and time_sleep_until() let other coroutines run; cancelled they end early
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Co\run(function () {
    $order = [];
    $sleepers = [
        'until' => fn () => time_sleep_until(microtime(true) + 0.12),
        'nano' => fn () => time_nanosleep(0, 80_000_000),
        'micro' => fn () => usleep(40_000),
        'not at all' => fn () => sleep(0),
    ];
    $began = microtime(true);
    $results = [];
    $ids = [];
    foreach ($sleepers as $name => $sleep) {
        $ids[] = go(function () use ($name, $sleep, &$order, &$results) {
            $results[$name] = $sleep();
            $order[] = $name;
        });
    }
    same([], $order, 'none has ended yet');
    Coroutine::join($ids);
    same(['not at all', 'micro', 'nano', 'until'], $order, 'the shortest first');
    same(['not at all' => 0, 'micro' => null, 'nano' => true, 'until' => true], $results, 'results');
    check(microtime(true) - $began >= 0.12, 'none is too short');
    $early = [];
    $id = go(function () use (&$early) {
        $early[] = sleep(100);
        $early[] = swoole_last_error();
        $early[] = time_nanosleep(100, 0);
        usleep(100_000_000);
        $early[] = 'end';
    });
    same([true, true, true], [Coroutine::cancel($id), Coroutine::cancel($id), Coroutine::cancel($id)], 'cancelled');
    same([100, SWOOLE_ERROR_CO_CANCELED, true, 'end'], $early, 'what was left, and why');
});
echo "done\n";
?>
--EXPECT--
done
