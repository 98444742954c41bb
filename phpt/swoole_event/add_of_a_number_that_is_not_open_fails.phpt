--TEST--
Event::add() of a number that is not an open descriptor fails with EBADF
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
ob_start();
same([false, ['Warning: Swoole\Event::add(): swoole_event_add failed']], with_warnings(fn () => Event::add(9999, fn () => null)), 'add');
$errno = swoole_errno();
ob_end_clean();
same(9, $errno, 'swoole_errno');
same(false, Event::isset(9999), 'isset');
echo "done\n";
Event::wait();
?>
--EXPECTF--
%Adone
