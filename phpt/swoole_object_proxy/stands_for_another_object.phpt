--TEST--
what is read, written and called on a proxy is the object's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\ObjectProxy;
#[AllowDynamicProperties]
class Thing
{
    public $a = 1;
    protected $hidden = 2;

    public function sum(int ...$numbers): int
    {
        return array_sum($numbers);
    }

    public function __invoke(string $word): string
    {
        return "called with $word";
    }
}
$thing = new Thing();
$proxy = new ObjectProxy($thing);
$proxy->a = 5;
$proxy->b = 6;
same([5, 5, 6], [$proxy->a, $thing->a, $thing->b], 'properties');
unset($proxy->b);
same([true, false, false], [isset($proxy->a), isset($proxy->b), isset($thing->b)], 'isset() and unset()');
same([6, 'called with words'], [$proxy->sum(1, 2, 3), $proxy('words')], 'calls');
same($thing, $proxy->__getObject(), 'the object');
same('Error(0): Call to undefined method Thing::nothing()', thrown_by(fn () => $proxy->nothing()), 'no such method');
same('Error(0): Cannot access protected property Thing::$hidden', thrown_by(fn () => $proxy->hidden), 'a protected property');
?>
--EXPECT--
