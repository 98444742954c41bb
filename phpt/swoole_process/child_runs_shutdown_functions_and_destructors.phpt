--TEST--
a child that returns, calls exit() or ends with 0 runs shutdown functions and destructors; one that ends with another code does not
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

class Witness
{
    public function __destruct()
    {
        if (getmypid() !== $GLOBALS['parent']) {
            echo " destructor";
        }
    }
}
$parent = getmypid();
$witness = new Witness;
foreach (['return' => fn () => 1, 'exit()' => fn () => exit, 'exit(0)' => fn ($p) => $p->exit(0), 'exit(1)' => fn ($p) => $p->exit(1)] as $name => $end) {
    echo "$name:";
    (new Process(function (Process $process) use ($end) {
        register_shutdown_function(function () { echo " shutdown"; });
        $end($process);
    }))->start();
    Process::wait();
    echo "\n";
}
?>
--EXPECT--
return: shutdown destructor
exit(): shutdown destructor
exit(0): shutdown destructor
exit(1):
