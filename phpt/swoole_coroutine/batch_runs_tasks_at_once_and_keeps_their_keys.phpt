--TEST--
batch() runs its tasks at once and returns their results under their keys
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use function Swoole\Coroutine\batch;
Co\run(function () {
    $order = [];
    $task = function (int $i) use (&$order): Closure {
        return function (...$arguments) use ($i, &$order) {
            // As the one that ends as number $i.
            while (count($order) < $i - 1) {
                Coroutine::sleep(0.001);
            }
            $order[] = $i;
            return [$i, $arguments];
        };
    };
    $results = batch(['a' => $task(3), 'b' => $task(1), 7 => $task(2), 'pi' => 'pi']);
    same(['a' => [3, []], 'b' => [1, []], 7 => [2, []], 'pi' => pi()], $results, 'results');
    same([1, 2, 3], $order, 'order of the ends');
    same([], batch([]), 'no tasks');
});
same([1, 2], batch([fn () => 1, fn () => 2]), 'outside of coroutines');
same("TypeError(0): Swoole\Coroutine\batch(): Argument #1 (\$tasks) must be an array of callables, [x] is int", thrown_by(fn () => batch(['x' => 1])), 'no callable');
?>
--EXPECT--
