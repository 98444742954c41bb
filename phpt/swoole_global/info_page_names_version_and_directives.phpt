--TEST--
php --ri swoole shows that it is enabled, the version, and all directives
--FILE--
<?php
require __DIR__ . '/../include/check.php';
require __DIR__ . '/../include/Scratch.php';
require __DIR__ . '/../include/TestScript.php';
$process = proc_open([PHP_BINARY, ...TestScript::options(), '--ri', 'swoole'], [1 => ['pipe', 'w']], $pipes);
$page = stream_get_contents($pipes[1]);
same(0, proc_close($process), 'exit code');
$lines = array_map(trim(...), explode("\n", $page));
foreach (['swoole', 'Swoole => enabled', 'Version => ' . phpversion('swoole')] as $line) {
    check(in_array($line, $lines, true), "no line '$line' in\n$page");
}
foreach (array_keys((new ReflectionExtension('swoole'))->getINIEntries()) as $directive) {
    check(preg_match('/^' . preg_quote($directive) . ' => \S+ => \S+$/m', $page) === 1, "no directive $directive");
}
echo "done\n";
?>
--EXPECT--
done
