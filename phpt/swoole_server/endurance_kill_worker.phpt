--TEST--
PROCESS mode: workers killed under load lose only what they had taken and have a successor soon
--FILE--
<?php
const ROUNDS = 10;
require __DIR__ . '/../../tests/soak/kill_worker.php';
?>
--EXPECTF--
workers killed: 10
requests answered: %d
requests lost: %d
most lost by one kill: %d
longest time to the successor's answer in ms: %f
