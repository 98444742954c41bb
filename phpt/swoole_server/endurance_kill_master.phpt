--TEST--
SIGKILL to master or manager while all workers are blocked: no process and no bound port after a second
--FILE--
<?php
const ROUNDS = 2;
require __DIR__ . '/../../tests/soak/kill_master.php';
?>
--EXPECTF--
BASE, manager killed, longest time to the end in ms: %f
PROCESS, master killed, longest time to the end in ms: %f
PROCESS, manager killed, longest time to the end in ms: %f
