--TEST--
clients that are slow, half-closed, silent, deaf, or reset leave nothing behind and hold up nobody
--FILE--
<?php
const ROUNDS = 200;
require __DIR__ . '/../../tests/soak/slow_clients.php';
?>
--EXPECTF--
BASE: MB sent to a client that never reads until send() was false: %d
BASE: MB of memory then: %d
BASE: connections reset: 200
BASE: descriptors before and after: %d %d
PROCESS: MB sent to a client that never reads until send() was false: %d
PROCESS: MB of memory then: %d
PROCESS: connections reset: 200
PROCESS: descriptors before and after: %d %d
