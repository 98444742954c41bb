--TEST--
exit in the script still runs the loop and keeps its status
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$script = new TestScript('error_reporting(E_ALL & ~E_DEPRECATED);
Swoole\Timer::after(1, fn () => print "timer\n");
exit(3);');
same(3, $script->wait(), 'status');
echo $script->output();
?>
--EXPECT--
timer
