--TEST--
by default the pipe keeps boundaries and order of what is written, in both directions
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

$process = new Process(function (Process $process) {
    for ($i = 0; $i < 500; $i++) {
        same("to child $i" . str_repeat('x', $i), $process->read(), "message $i");
        $process->write("to parent $i" . str_repeat('y', 500 - $i));
    }
});
$process->start();
for ($i = 0; $i < 500; $i++) {
    $text = "to child $i" . str_repeat('x', $i);
    same(strlen($text), $process->write($text), 'bytes written');
}
for ($i = 0; $i < 500; $i++) {
    same("to parent $i" . str_repeat('y', 500 - $i), $process->read(), "answer $i");
}
same(0, Process::wait()['code'], 'exit code');

echo "done\n";
?>
--EXPECT--
done
