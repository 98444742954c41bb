--TEST--
reloads under load: PROCESS mode loses no request and closes no connection
--FILE--
<?php
const ROUNDS = 5;
require __DIR__ . '/../../tests/soak/reload.php';
?>
--EXPECTF--
PROCESS: reloads: 5
PROCESS: longest reload in ms: %f
PROCESS: requests answered: %d
PROCESS: requests lost: %d
PROCESS: connections closed: %d
BASE: reloads: 5
BASE: longest reload in ms: %f
BASE: requests answered: %d
BASE: requests lost: %d
BASE: connections closed: %d
