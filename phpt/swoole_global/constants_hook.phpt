--TEST--
constants: the hook flags
--FILE--
<?php
$expected = [
    'SWOOLE_HOOK_CURL' => 2048,
    'SWOOLE_HOOK_FILE' => 256,
    'SWOOLE_HOOK_MONGODB' => 4194304,
    'SWOOLE_HOOK_NATIVE_CURL' => 4096,
    'SWOOLE_HOOK_NET_FUNCTION' => 2097152,
    'SWOOLE_HOOK_PROC' => 1024,
    'SWOOLE_HOOK_SLEEP' => 512,
    'SWOOLE_HOOK_SOCKETS' => 16384,
    'SWOOLE_HOOK_STDIO' => 32768,
    'SWOOLE_HOOK_STREAM_FUNCTION' => 128,
    'SWOOLE_HOOK_STREAM_SELECT' => 128,
    'SWOOLE_HOOK_TCP' => 2,
    'SWOOLE_HOOK_UDG' => 16,
    'SWOOLE_HOOK_UDP' => 4,
    'SWOOLE_HOOK_UNIX' => 8,
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
15 constants
