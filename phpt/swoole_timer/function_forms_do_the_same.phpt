--TEST--
the swoole_timer_* functions do what the methods do
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
use Swoole\Event;
$after = swoole_timer_after(1, fn (...$args) => print 'after ' . json_encode($args) . "\n", 'x');
$tick = swoole_timer_tick(3, function ($id, ...$args) {
    echo 'tick ', json_encode($args), "\n";
    var_dump(swoole_timer_clear($id));
}, 'y');
var_dump(swoole_timer_exists($tick), swoole_timer_info($tick)['interval'], swoole_timer_stats()['num'], swoole_timer_list()::class, count(swoole_timer_list()));
Event::wait();
swoole_timer_after(1000, fn () => print "must not run\n");
var_dump(swoole_timer_clear_all());
Event::wait();
echo "end\n";
?>
--EXPECT--
bool(true)
int(3)
int(2)
string(21) "Swoole\Timer\Iterator"
int(2)
after ["x"]
tick ["y"]
bool(true)
bool(true)
end
