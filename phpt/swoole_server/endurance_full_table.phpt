--TEST--
a full descriptor table costs no processor time, and the server serves again when there is room
--FILE--
<?php
const ROUNDS = 1;
require __DIR__ . '/../../tests/soak/full_table.php';
?>
--EXPECTF--
BASE: rounds: 1
BASE: most processor time in 500 ms with a full table, in ms: %d
BASE: log lines: %d
PROCESS: rounds: 1
PROCESS: most processor time in 500 ms with a full table, in ms: %d
PROCESS: log lines: %d
