--TEST--
standard input can be read line by line in the loop
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
require __DIR__ . '/../include/Scratch.php';
require __DIR__ . '/../include/TestScript.php';
$code = 'Swoole\Event::add(STDIN, function ($in) {
    $line = fgets($in);
    echo $line === false ? "end\n" : "got $line";
    if ($line === false) { Swoole\Event::del($in); }
});
Swoole\Event::wait();';
$process = proc_open([PHP_BINARY, ...TestScript::options(), '-r', $code], [['pipe', 'r'], ['pipe', 'w']], $pipes);
foreach (["one\n", "two\n"] as $line) {
    fwrite($pipes[0], $line);
    echo fgets($pipes[1]);
}
fclose($pipes[0]);
echo stream_get_contents($pipes[1]);
Swoole\Event::wait();
?>
--EXPECT--
got one
got two
end
