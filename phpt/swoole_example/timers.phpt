--TEST--
examples/timers.php prints its ticks, then its one-time timer
--FILE--
<?php
require __DIR__ . '/example.inc';
$example = example('timers', '5');
same(0, $example->wait(), 'exit code');
$lines = explode("\n", rtrim($example->output()));
sort($lines);
echo implode("\n", $lines), "\n";
?>
--EXPECT--
after: once, and the last
tick 1, timer #1
tick 2, timer #1
tick 3, timer #1
timer #1 repeats every 5 ms (0: does not repeat)
timer #2 repeats every 0 ms (0: does not repeat)
