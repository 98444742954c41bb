--TEST--
constants: the log levels and rotations
--FILE--
<?php
$expected = [
    'SWOOLE_LOG_DEBUG' => 0,
    'SWOOLE_LOG_ERROR' => 5,
    'SWOOLE_LOG_INFO' => 2,
    'SWOOLE_LOG_NONE' => 6,
    'SWOOLE_LOG_NOTICE' => 3,
    'SWOOLE_LOG_ROTATION_DAILY' => 2,
    'SWOOLE_LOG_ROTATION_EVERY_MINUTE' => 4,
    'SWOOLE_LOG_ROTATION_HOURLY' => 3,
    'SWOOLE_LOG_ROTATION_MONTHLY' => 1,
    'SWOOLE_LOG_ROTATION_SINGLE' => 0,
    'SWOOLE_LOG_TRACE' => 1,
    'SWOOLE_LOG_WARNING' => 4,
];
foreach ($expected as $name => $value) {
    if (!defined($name)) {
        echo "$name is missing\n";
    } elseif (constant($name) !== $value) {
        echo "$name is ", var_export(constant($name), true), ', not ', var_export($value, true), "\n";
    }
}
echo count($expected), " constants\n";
?>
--EXPECT--
12 constants
