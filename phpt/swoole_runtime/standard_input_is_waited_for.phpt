--TEST--
reading standard input, or the output of a process, lets others run (SWOOLE_HOOK_STDIO)
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$script = <<<'PHP'
Co::set(['hook_flags' => SWOOLE_HOOK_STDIO]);
Co\run(function () {
    $said = [];
    go(function () use (&$said) {
        $said[] = fgets(STDIN);
    });
    $said[] = 'meanwhile';
    echo "ready\n";
    $pipe = popen('sleep 0.1; echo from a process', 'r');
    go(function () use ($pipe, &$said) {
        $said[] = fgets($pipe);
    });
    while (count($said) < 3) {
        Co::sleep(0.001);
    }
    sort($said);
    echo json_encode($said), "\n";
});
PHP;
$file = Scratch::file('script.php', "<?php $script");
$process = proc_open([PHP_BINARY, ...TestScript::options(), $file], [['pipe', 'r'], ['pipe', 'w']], $pipes);
same("ready\n", fgets($pipes[1]), 'ready');
fwrite($pipes[0], "from us\n");
same("[\"from a process\\n\",\"from us\\n\",\"meanwhile\"]\n", fgets($pipes[1]), 'said');
fclose($pipes[0]);
same(0, proc_close($process), 'exit code');
?>
--EXPECT--
