--TEST--
workers of a pool that are killed under load are replaced soon, and no message that waited is lost
--FILE--
<?php
const ROUNDS = 8;
require __DIR__ . '/../../tests/soak/kill_pool_worker.php';
?>
--EXPECTF--
workers killed under connections: 8
questions answered: %d
questions lost with a worker: %d
longest time to two workers and an answer in ms: %f
workers killed with messages waiting: 8
messages received: 160
