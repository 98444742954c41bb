--TEST--
a file that declares strict types gets no conversions
--FILE--
<?php
declare(strict_types=1);
try {
    swoole_hashcode('a', '1');
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
try {
    swoole_hashcode(5);
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
swoole_hashcode(): Argument #2 ($type) must be of type int, string given
swoole_hashcode(): Argument #1 ($data) must be of type string, int given
