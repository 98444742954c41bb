--TEST--
a regular file cannot be watched: EPERM
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
require __DIR__ . '/../include/check.php';
use Swoole\Event;
$file = fopen(__FILE__, 'r');
same([false, ['Warning: Swoole\Event::add(): swoole_event_add failed']], with_warnings(fn () => Event::add($file, fn () => null)), 'add');
same(1, swoole_errno(), 'swoole_errno');
same(false, Event::isset($file), 'isset');
echo "done\n";
Event::wait();
?>
--EXPECTF--
%Adone
