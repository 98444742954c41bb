--TEST--
the version lies in the ranges that packages ask for
--FILE--
<?php
foreach (['>=' => '6.0.0', '<' => '7.0.0'] as $operator => $bound) {
    var_dump(version_compare(phpversion('swoole'), $bound, $operator));
}
var_dump(version_compare(phpversion('swoole'), '6.2.0', '>='), version_compare(phpversion('swoole'), '6.3.0', '<'));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
