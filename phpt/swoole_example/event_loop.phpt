--TEST--
examples/event_loop.php answers lines of standard input until it ends
--FILE--
<?php
require __DIR__ . '/example.inc';
$file = realpath(__DIR__ . '/../../examples/event_loop.php');
$process = proc_open([PHP_BINARY, ...TestScript::options(), $file], [['pipe', 'r'], ['pipe', 'w']], $pipes);
echo fgets($pipes[1]);
foreach (["one\n", "two\n"] as $line) {
    fwrite($pipes[0], $line);
    echo fgets($pipes[1]), preg_replace('/\d+/', 'n', fgets($pipes[1]));
}
fclose($pipes[0]);
echo stream_get_contents($pipes[1]);
same(0, proc_close($process), 'exit code');
?>
--EXPECT--
type a line
you typed: one
(after n seconds)
you typed: two
(after n seconds)
end of input
