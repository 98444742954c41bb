--TEST--
nothing of the script that called start() runs on in the child: no code after it, no finally, no catch
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;

function nested(): void
{
    try {
        (new Process(fn () => throw new Exception('of the child')))->start();
        Process::wait();
    } catch (Exception) {
        echo "caught in ", getmypid() === $GLOBALS['parent'] ? 'the parent' : 'the child', "\n";
    } finally {
        echo "finally in ", getmypid() === $GLOBALS['parent'] ? 'the parent' : 'the child', "\n";
    }
}
$parent = getmypid();
ini_set('display_errors', '0');
nested();
?>
--EXPECT--
finally in the parent
