--TEST--
swoole.enable_library=Off leaves out what is written in PHP, and only that
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$code = 'var_dump(class_exists("Swoole\Coroutine\WaitGroup"), class_exists("Co\WaitGroup"), function_exists("Swoole\Coroutine\batch"), class_exists("Swoole\Coroutine\Lock"), function_exists("Co\go"));';
foreach (['Off' => [false, false, false, true, true], 'On' => [true, true, true, true, true]] as $setting => $there) {
    $options = implode(' ', array_map(escapeshellarg(...), [...TestScript::options(), '-d', "swoole.enable_library=$setting", '-r', $code]));
    preg_match_all('/bool\((\w+)\)/', shell_exec(escapeshellarg(PHP_BINARY) . " $options"), $found);
    same($there, array_map(fn ($word) => $word === 'true', $found[1]), "enable_library=$setting");
}
?>
--EXPECT--
