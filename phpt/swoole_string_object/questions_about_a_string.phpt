--TEST--
StringObject says where things are and what it is
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\StringObject;
$hello = new StringObject('Hello, World');
same([4, 8, 4, 8], [$hello->indexOf('o'), $hello->indexOf('o', 5), $hello->pos('o'), $hello->lastIndexOf('o')], 'where');
same([8, 7, false, false], [$hello->rpos('o'), $hello->ipos('WORLD'), $hello->indexOf('x'), $hello->ipos('x')], 'where else');
same([true, false, true, false], [$hello->startsWith('Hell'), $hello->startsWith('World'), $hello->endsWith('World'), $hello->endsWith('Hello')], 'ends');
same([true, false], [$hello->contains(', '), $hello->contains('x')], 'contains');
same([12, 'e', 'd', ''], [$hello->length(), $hello->char(1), $hello->char(-1), $hello->char(99)], 'bytes');
same([true, true, false], [swoole_string('1')->equals(1), swoole_string('1')->equals('1', true), swoole_string('1')->equals(1, true)], 'equals');
same(true, swoole_string('1')->equals(swoole_string('1'), true), 'equals another');
same(['a', 'b,c'], swoole_string('a,b,c')->split(',', 2)->toArray(), 'split');
same(['abc', 'd'], swoole_string('abcd')->chunk(3)->toArray(), 'chunk');
same('ValueError(0): strpos(): Argument #3 ($offset) must be contained in argument #1 ($haystack)', thrown_by(fn () => $hello->indexOf('o', 99)), 'an offset beyond');
?>
--EXPECT--
