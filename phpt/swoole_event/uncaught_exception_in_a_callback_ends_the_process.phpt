--TEST--
an exception out of a callback is an uncaught one: nothing more runs, the status is 255
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$start = 'ini_set("display_errors", "1"); ini_set("log_errors", "0"); use Swoole\{Event, Timer};
set_exception_handler(fn () => print "must not be called\n");
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, "x");
$boom = fn () => throw new Exception("boom");';
$end = 'Timer::after(30, fn () => print "must not run\n");
try { Event::wait(); } catch (Throwable $e) { echo "must not be caught\n"; }
echo "must not be reached\n";';
$callbacks = [
    'read' => 'Event::add($a, $boom);',
    'write' => 'Event::add($a, null, $boom, SWOOLE_EVENT_WRITE);',
    'timer' => 'Timer::after(1, $boom);',
    'tick' => 'Timer::tick(1, $boom);',
    'defer' => 'Event::defer($boom);',
    'cycle' => 'Event::cycle($boom); Event::defer(fn () => null);',
    'cycle before' => 'Event::cycle($boom, true);',
];
foreach ($callbacks as $name => $line) {
    $script = new TestScript("$start\n$line\n$end");
    same(255, $script->wait(), "status of $name");
    check(preg_match('/^\s*(PHP )?Fatal error:\s+Uncaught Exception: boom in .*\n.*thrown in .*$/s', $script->output()) === 1, "$name printed: " . $script->output());
    check(!str_contains($script->output(), 'must not'), "$name went on: " . $script->output());
}
echo "done\n";
?>
--EXPECT--
done
