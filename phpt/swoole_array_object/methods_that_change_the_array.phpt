--TEST--
ArrayObject: what is added, removed and sorted changes the array itself
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$list = fn () => swoole_array([3, 1, 2, 3]);
$changed = [
    'set' => [$list()->set('k', 'v'), [3, 1, 2, 3, 'k' => 'v']],
    'delete' => [$list()->delete(0), [1 => 1, 2 => 2, 3 => 3]],
    'remove the first' => [$list()->remove(3), [1 => 1, 2 => 2, 3 => 3]],
    'remove all' => [$list()->remove('3', false, true), [1 => 1, 2 => 2]],
    'remove nothing' => [$list()->remove('3'), [3, 1, 2, 3]],
    'clear' => [$list()->clear(), []],
    'append' => [$list()->append(4, 5), [3, 1, 2, 3, 4, 5]],
    'insert' => [$list()->insert(1, ['x']), [3, ['x'], 1, 2, 3]],
    'insert from the end' => [$list()->insert(-1, 'x'), [3, 1, 2, 'x', 3]],
    'sort' => [$list()->sort(), [1, 2, 3, 3]],
    'rsort' => [$list()->rsort(), [3, 3, 2, 1]],
    'asort' => [$list()->asort(), [1 => 1, 2 => 2, 0 => 3, 3 => 3]],
    'ksort' => [swoole_array(['b' => 1, 'a' => 2])->ksort(), ['a' => 2, 'b' => 1]],
    'usort' => [$list()->usort(fn ($a, $b) => $b <=> $a), [3, 3, 2, 1]],
    'uksort' => [$list()->uksort(fn ($a, $b) => $b <=> $a), [3 => 3, 2 => 2, 1 => 1, 0 => 3]],
    'natsort' => [swoole_array(['x10', 'x9'])->natsort(), [1 => 'x9', 0 => 'x10']],
    'each' => [$list()->each(function (&$value, $key) {
        $value = "$key=$value";
    }), ['0=3', '1=1', '2=2', '3=3']],
];
foreach ($changed as $method => [$object, $array]) {
    same($array, $object->toArray(), $method);
}
$array = $list();
same([5, 6, 9, 8, 3], [$array->push(9), $array->pushFront(8), $array->pop(), $array->popFront(), $array->popBack()], 'at the ends');
same([3, 1, 2], $array->toArray(), 'what is left');
same(9, $list()->shuffle()->sum(), 'shuffle()');
?>
--EXPECT--
