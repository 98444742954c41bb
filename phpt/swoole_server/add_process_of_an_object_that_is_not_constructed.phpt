--TEST--
addProcess() refuses a Process whose constructor was not called
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference, which crashes
$server = new Swoole\Server('127.0.0.1', 0);
class Unmade extends Swoole\Process
{
    public function __construct()
    {
    }
}
echo thrown_by(fn () => $server->addProcess(new Unmade())), "\n";
?>
--EXPECT--
TypeError(0): Swoole\Server::addProcess(): Argument #1 ($process) must be a constructed Swoole\Process
