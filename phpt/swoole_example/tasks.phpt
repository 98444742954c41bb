--TEST--
examples/tasks.php hands lines to task workers and sends their results
--FILE--
<?php
require __DIR__ . '/example.inc';
in_both_modes(function (string $mode) {
    $example = example('tasks', '0', $mode);
    $port = port_of($example);
    $client = client_of(fn () => TestClient::tcp($port));
    $client->send("abc\ndef\n");
    $lines = array_map(fn () => $client->line(), range(1, 4));
    same(['task #0', 'task #1'], array_slice($lines, 0, 2), 'handed out');
    sort($lines);
    same(['task #0', 'task #0: cba', 'task #1', 'task #1: fed'], $lines, 'lines');
    interrupt($example);
});
?>
--EXPECT--
base done
process done
