--TEST--
exceptions, exit() and fatal errors in a callback that the library calls end the script as elsewhere
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$cases = [
    'throw new Exception("gone");' => [255, 'Uncaught Exception: gone'],
    'str_repeat("x", 1 << 40);' => [255, 'Allowed memory size'],
    'exit(3);' => [255, 'Swoole\ExitException'],
];
foreach ($cases as $code => [$exit, $words]) {
    $script = new TestScript("Swoole\\Coroutine\\parallel(2, function () { $code }); echo 'never';");
    same($exit, $script->wait(), "exit code of $code");
    $output = $script->output();
    check(str_contains($output, $words) && !str_contains($output, 'never'), "$code: $output");
}
?>
--EXPECT--
