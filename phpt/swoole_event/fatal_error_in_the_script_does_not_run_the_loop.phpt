--TEST--
after a fatal error in the script the loop does not run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$script = new TestScript('ini_set("display_errors", "1"); ini_set("log_errors", "0");
Swoole\Timer::after(1, fn () => print "must not run\n");
trigger_error("fatal", E_USER_ERROR);');
same(255, $script->wait(), 'status');
echo $script->output();
?>
--EXPECTF--
Fatal error: fatal in %s on line %d
