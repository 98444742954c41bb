--TEST--
getBackTrace() and printBackTrace() tell where a coroutine is
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Coroutine;

function waits() { Coroutine::yield(); }
$id = go(function () { waits(); });
Coroutine::printBackTrace($id);
echo implode(' ', array_column(Coroutine::getBackTrace($id), 'function')), "\n";
var_dump(count(Coroutine::getBackTrace($id, DEBUG_BACKTRACE_IGNORE_ARGS, 1)), Coroutine::getBackTrace(99));
go(function () { Coroutine::printBackTrace(); });
Coroutine::resume($id);
?>
--EXPECTF--
#0 %s(%d): Swoole\Coroutine::yield()
#1 %s(%d): waits()
#2 [internal function]: {closure}()
yield waits {closure}
int(1)
bool(false)
#0 [internal function]: {closure}()
