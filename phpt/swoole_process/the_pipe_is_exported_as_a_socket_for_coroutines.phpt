--TEST--
exportSocket() gives the pipe as a socket of its own, the same each time, at both ends
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
foreach ([SOCK_STREAM, SOCK_DGRAM] as $type) {
    $process = new Process(function (Process $process) use ($type) {
        $socket = $process->exportSocket();
        same(true, $socket === $process->exportSocket(), 'the same in the child');
        same([AF_UNIX, $type], [$socket->domain, $socket->type], 'its sort');
        $socket->send(strtoupper($socket->recv()));
    }, false, $type, true);
    $before = $process->exportSocket();
    $process->start();
    Co\run(function () use ($process, $before) {
        $socket = $process->exportSocket();
        same([true, false], [$socket === $before, $socket->fd === $process->pipe], 'the same, with a descriptor of its own');
        $socket->send('to the child');
        same('TO THE CHILD', $socket->recv(), 'from the child');
        $socket->close();
        $again = $process->exportSocket();
        same([false, false], [$again === $socket, $again->isClosed()], 'a new one after it was closed');
    });
    same(['code' => 0, 'signal' => 0], array_intersect_key(Process::wait(), ['code' => 0, 'signal' => 0]), 'the child');
}
$process = new Process(fn () => null, false, SOCK_STREAM);
$socket = $process->exportSocket();
$process->close();
same([false, ['Warning: Swoole\Process::exportSocket(): no pipe, cannot export stream']], with_warnings(fn () => $process->exportSocket()), 'closed');
same(false, $socket->isClosed(), 'what was exported stays');
echo "done\n";
?>
--EXPECT--
done
