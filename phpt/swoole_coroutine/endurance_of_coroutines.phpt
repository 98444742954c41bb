--TEST--
Coroutines that do everything at once receive what was sent, end as expected, and leave memory as it was
--FILE--
<?php
const ROUNDS = 30;
require __DIR__ . '/../../tests/soak/coroutines.php';
?>
--EXPECTF--
rounds: 30
seconds: %d
KB after 8 and after 30 rounds: %d %d
coroutines, and at a time: 20000 %d
KB after the first 10,000 and the last: %d %d
