--TEST--
better than the reference: writers that are killed leave whole rows and block nobody
--FILE--
<?php
const KILLS = 30;
require __DIR__ . '/../../tests/soak/kill_holders.php';
?>
--EXPECTF--
processes killed: 30
longest wait for a row in ms: %f
longest wait for a lock in ms: %f
