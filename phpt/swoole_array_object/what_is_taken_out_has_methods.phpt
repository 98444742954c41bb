--TEST--
what get(), first() and the like take out has methods itself
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ArrayObject;
class Mine extends ArrayObject
{
}
$array = new Mine(['text', ['inner'], 3]);
same('TEXT', (string) $array->first()->upper(), 'first()');
check($array->get(1) instanceof Mine, 'an array is of the same class');
same('inner', (string) $array->get(1)->get(0), 'get()');
same(3, $array->last(), 'last()');
same([0, 2], [$array->firstKey(), $array->lastKey()], 'keys');
same('Swoole\Exception\ArrayKeyNotExists(0): nothing', thrown_by(fn () => $array->get('nothing')), 'no such key');
same(['default', null], [$array->getOr('nothing', 'default'), $array->getOr('nothing')], 'getOr()');
same([null, null, null], [swoole_array()->first(), swoole_array()->last(), swoole_array()->lastKey()], 'of nothing');
same('v', (string) swoole_array(['k' => 'v'])->randomGet(), 'randomGet()');
?>
--EXPECT--
