--TEST--
Co, go(), defer(), chan are there unless swoole.use_shortname is off
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/bootstrap.php';
$code = 'foreach (["Co", "chan", "Co\\Channel"] as $name) { echo (int) class_exists($name); }'
    . 'foreach (["go", "defer", "Co\\\\run", "swoole_coroutine_create", "Swoole\\\\Coroutine\\\\run"] as $name) { echo (int) function_exists($name); }';
foreach (['On', 'Off'] as $setting) {
    $words = [PHP_BINARY, ...TestScript::options(), '-d', "swoole.use_shortname=$setting", '-r', $code];
    echo "$setting ", shell_exec(implode(' ', array_map(escapeshellarg(...), $words))), "\n";
}
?>
--EXPECT--
On 11111111
Off 00000011
