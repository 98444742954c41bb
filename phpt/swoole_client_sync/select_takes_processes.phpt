--TEST--
swoole_client_select() takes a Swoole\Process: it waits for its pipe; one without a pipe is nothing to wait for
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$process = new Swoole\Process(fn (Swoole\Process $process) => $process->write('from the child'));
$process->start();
$read = ['child' => $process];
$write = $except = [];
same(1, swoole_client_select($read, $write, $except, PATIENCE), 'what it returns');
same(['child' => $process], $read, 'the array');
same('from the child', $process->read(), 'what was there');
Swoole\Process::wait();
[$selected, $warnings] = with_warnings(function () {
    $read = [new Swoole\Process(fn () => 0, false, 0)];
    $write = $except = [];
    return swoole_client_select($read, $write, $except, 0.01);
});
same([false, ['Warning: swoole_client_select(): no resource arrays were passed to select']], [$selected, $warnings], 'without a pipe');
echo "done\n";
?>
--EXPECT--
done
