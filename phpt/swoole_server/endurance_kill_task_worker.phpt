--TEST--
task workers and user processes killed under load: one task lost by a kill at most, successors at once, nobody left behind
--FILE--
<?php
const ROUNDS = 5;
require __DIR__ . '/../../tests/soak/kill_task_worker.php';
?>
--EXPECTF--
BASE: task workers and user processes killed: 10
BASE: tasks done: %d
BASE: tasks lost: %d
BASE: longest time to a task worker's successor in ms: %f
BASE: longest time to a user process's successor in ms: %f
PROCESS: task workers and user processes killed: 10
PROCESS: tasks done: %d
PROCESS: tasks lost: %d
PROCESS: longest time to a task worker's successor in ms: %f
PROCESS: longest time to a user process's successor in ms: %f
