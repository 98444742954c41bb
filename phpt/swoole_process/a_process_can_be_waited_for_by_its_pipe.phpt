--TEST--
select and Event::add() take a process for its pipe
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Event;
use Swoole\Process;

$greeter = fn () => new Process(function (Process $worker) {
    $worker->write('hello');
}, false);

$process = $greeter();
$process->start();
$silent = new Process(fn () => null, false, 0);
$read = ['pipe' => $process];
$none = [];
same(1, swoole_client_select($read, $none, $none, PATIENCE), 'select');
same(['pipe' => $process], $read, 'what is ready');
same('hello', $process->read(), 'what it wrote');
$read = [$silent];
same(false, @swoole_client_select($read, $none, $none, 0.01), 'no pipe');

$process = $greeter();
$process->start();
Event::add($process, function (Process $ready) use ($process) {
    same($process, $ready, 'what is ready');
    same('hello', $ready->read(), 'what it wrote');
    Event::del($ready);
});
Event::wait();
Process::wait();
Process::wait();
?>
--EXPECT--
