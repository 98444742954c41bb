--TEST--
PROCESS mode: fatal errors and exceptions in callbacks lose nothing but the request that caused them, and leak nothing
--FILE--
<?php
const ROUNDS = 192;
require __DIR__ . '/../../tests/soak/fatal_errors.php';
?>
--EXPECTF--
fatal: deaths: 192
fatal: master descriptors after 128 and after 192: %d %d
fatal: manager descriptors after 128 and after 192: %d %d
fatal: master KB after 128 and after 192: %d %d
fatal: manager KB after 128 and after 192: %d %d
exception: deaths: 192
exception: master descriptors after 128 and after 192: %d %d
exception: manager descriptors after 128 and after 192: %d %d
exception: master KB after 128 and after 192: %d %d
exception: manager KB after 128 and after 192: %d %d
