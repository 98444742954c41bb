--TEST--
append() puts something after the string, which changes too
--FILE--
<?php
use Swoole\StringObject;
class Mine extends StringObject
{
}
$string = new Mine('ab');
$longer = $string->append('cd');
echo get_class($longer), " $longer $string\n";
echo $string->append(5)->append(new StringObject('!')), "\n";
echo unserialize(serialize($string)), "\n";
?>
--EXPECT--
Mine abcd abcd
abcd5!
abcd5
