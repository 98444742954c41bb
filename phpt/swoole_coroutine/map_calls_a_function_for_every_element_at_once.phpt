--TEST--
map() calls a function for every element at once and keeps the keys
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use function Swoole\Coroutine\map;
Co\run(function () {
    $ended = [];
    $doubled = map(['x' => 3, 'y' => 1, 2], function (int $n, string|int $key) use (&$ended) {
        // As the one that ends as number $n.
        while (count($ended) < $n - 1) {
            Coroutine::sleep(0.001);
        }
        $ended[] = $key;
        return 2 * $n;
    });
    same(['x' => 6, 'y' => 2, 0 => 4], $doubled, 'results');
    same(['y', 0, 'x'], $ended, 'order of the ends');
    same([], map([], fn () => 1), 'nothing to call it for');
});
same([2, 3], map([1, 2], fn (int $n) => $n + 1), 'outside of coroutines');
?>
--EXPECT--
