--TEST--
read() of a datagram gives as much as was asked for and loses the rest, of a stream it leaves the rest
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

foreach ([[SOCK_DGRAM, ['abc', 'xyz']], [SOCK_STREAM, ['abc', 'def']]] as [$type, $expected]) {
    $process = new Process(fn () => 0, false, $type);
    $process->start();
    Process::wait();
    $other = new Process(fn (Process $p) => 0, false, $type);
    $writer = new Process(function () use ($process) {});
    $child = new Process(function () {}, false, 0);
    $sender = new Process(function (Process $p) { $p->write('abcdef'); $p->write('xyz'); }, false, $type);
    $sender->start();
    Process::wait();
    same($expected, [$sender->read(3), $sender->read(3)], "type $type");
}

echo "done\n";
?>
--EXPECT--
done
