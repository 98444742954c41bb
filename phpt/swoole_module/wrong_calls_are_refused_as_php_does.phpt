--TEST--
argument counts, types, null and names are judged as for functions of PHP itself
--FILE--
<?php
set_error_handler(function (int $level, string $message) {
    echo "[$level] $message\n";
    return true;
});
$calls = [
    fn () => swoole_version(1),
    fn () => swoole_hashcode(),
    fn () => swoole_hashcode('a', 1, 2),
    fn () => swoole_hashcode([]),
    fn () => swoole_hashcode('a', 'x'),
    fn () => swoole_hashcode(null),
    fn () => swoole_hashcode('a', 1.5),
    fn () => swoole_hashcode('a', '1'),
    fn () => swoole_hashcode(type: 1, data: 'a'),
    fn () => swoole_hashcode(data: 'a', kind: 1),
    fn () => swoole_substr_unserialize('i:5;', 0, options: []),
    fn () => swoole_substr_unserialize('i:5;', 0, 0, 'x'),
];
foreach ($calls as $call) {
    try {
        var_dump($call());
    } catch (Error $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
ArgumentCountError: swoole_version() expects exactly 0 arguments, 1 given
ArgumentCountError: swoole_hashcode() expects at least 1 argument, 0 given
ArgumentCountError: swoole_hashcode() expects at most 2 arguments, 3 given
TypeError: swoole_hashcode(): Argument #1 ($data) must be of type string, array given
TypeError: swoole_hashcode(): Argument #2 ($type) must be of type int, string given
[8192] swoole_hashcode(): Passing null to parameter #1 ($data) of type string is deprecated
int(-9223372036854770427)
[8192] Implicit conversion from float 1.5 to int loses precision
int(3392050242)
int(3392050242)
int(3392050242)
Error: Unknown named parameter $kind
int(5)
TypeError: swoole_substr_unserialize(): Argument #4 ($options) must be of type array, string given
