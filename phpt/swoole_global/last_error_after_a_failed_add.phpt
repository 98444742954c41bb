--TEST--
a failed Event::add() leaves an error code
--INI--
error_reporting=0
log_errors=0
--FILE--
<?php
ob_start();
Swoole\Event::add(9999, fn () => null);
$code = swoole_last_error();
ob_end_clean();
var_dump($code !== 0);
Swoole\Event::wait();
?>
--EXPECTF--
%Abool(true)
