--TEST--
ArrayObject offers the array functions as methods that return new arrays
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ArrayObject;
$list = swoole_array([3, 1, 2, 3]);
$made = [
    'slice' => [$list->slice(1, 2), [1, 2]],
    'map' => [$list->map(fn ($n) => $n * 2), [6, 2, 4, 6]],
    'map two' => [swoole_array([1, 2])->map(fn ($a, $b) => "$a$b", ['x', 'y']), ['1x', '2y']],
    'filter' => [$list->filter(fn ($n) => $n < 3), [1 => 1, 2 => 2]],
    'keys' => [$list->keys(), [0, 1, 2, 3]],
    'keys of' => [$list->keys(3), [0, 3]],
    'values' => [swoole_array(['a' => 1])->values(), [1]],
    'column' => [swoole_array([['a' => 1, 'b' => 2]])->column('a', 'b'), [2 => 1]],
    'unique' => [$list->unique(), [3, 1, 2]],
    'reverse' => [$list->reverse(), [3, 2, 1, 3]],
    'chunk' => [$list->chunk(3), [[3, 1, 2], [3]]],
    'flip' => [$list->flip(), [3 => 3, 1 => 1, 2 => 2]],
    'short name' => [_array([1]), [1]],
];
foreach ($made as $method => [$object, $array]) {
    check($object instanceof ArrayObject && $object !== $list, "$method makes another one");
    same($array, $object->toArray(), $method);
}
same([9, 18, 15], [$list->sum(), $list->product(), $list->reduce(fn ($sum, $n) => $sum + $n, 6)], 'one value');
same('3-1-2-3', (string) $list->join('-'), 'join()');
same([0, 3, false, null, true, false], [$list->indexOf(3), $list->lastIndexOf(3), $list->search(9), $list->lastIndexOf(9), $list->contains(1), $list->contains('1')], 'where');
same([3, 1, 2, 3], $list->toArray(), 'unchanged');
?>
--EXPECT--
