--TEST--
StringObject offers the string functions as methods that return new strings
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\StringObject;
$hello = swoole_string('Hello, World');
$made = [
    'lower' => [$hello->lower(), 'hello, world'],
    'upper' => [$hello->upper(), 'HELLO, WORLD'],
    'reverse' => [$hello->reverse(), 'dlroW ,olleH'],
    'substr' => [$hello->substr(7, 3), 'Wor'],
    'substr from the end' => [$hello->substr(-5), 'World'],
    'substr beyond' => [$hello->substr(50), ''],
    'repeat' => [swoole_string('ab')->repeat(3), 'ababab'],
    'trim' => [swoole_string(" \tx\0\n")->trim(), 'x'],
    'trim these' => [swoole_string('xxaxx')->trim('x'), 'a'],
    'ltrim' => [swoole_string(' a ')->ltrim(), 'a '],
    'rtrim' => [swoole_string(' a ')->rtrim(), ' a'],
    'replace' => [$hello->replace('l', 'L', $count), 'HeLLo, WorLd'],
    'chunkSplit' => [swoole_string('abcde')->chunkSplit(2, '-'), 'ab-cd-e-'],
    'from' => [StringObject::from('x'), 'x'],
    'short name' => [_string('x'), 'x'],
];
foreach ($made as $method => [$object, $string]) {
    check($object instanceof StringObject, "$method makes a StringObject");
    same($string, (string) $object, $method);
}
same(3, $count, 'how many were replaced');
same('Hello, World', $hello->toString(), 'unchanged');
?>
--EXPECT--
