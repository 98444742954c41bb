--TEST--
ArrayObject is counted, looped over and indexed as an array
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$array = swoole_array(['a' => 1, 'b' => [2], 'c' => null]);
$array['d'] = 4;
$array[] = 5;
unset($array['a']);
same([[2], null, true, false, false], [$array['b'], $array['nothing'], isset($array['b']), isset($array['c']), isset($array['a'])], 'elements');
same([true, false], [$array->exists('c'), $array->exists('a')], 'exists()');
same([4, 4, false], [count($array), $array->count(), $array->isEmpty()], 'count');
$seen = [];
foreach ($array as $key => $value) {
    $seen[$key] = $value;
}
same(['b' => [2], 'c' => null, 'd' => 4, 0 => 5], $seen, 'loop');
same($seen, $array->toArray(), 'toArray()');
same($seen, unserialize(serialize($array))->__toArray(), 'serialized');
same($seen, swoole_array()->unserialize($array->serialize())->toArray(), 'serialize()');
same([1, 2], swoole_array_list(1, 2)->toArray(), 'swoole_array_list()');
same(['x', null, 'd', null], [swoole_array_default_value(['k' => 'x'], 'k'), swoole_array_default_value(['k' => null], 'k', 'd'), swoole_array_default_value([], 'k', 'd'), swoole_array_default_value([], 'k')], 'swoole_array_default_value()');
?>
--EXPECT--
