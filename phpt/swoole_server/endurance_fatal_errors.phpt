--TEST--
PROCESS mode: fatal errors and exceptions in callbacks lose nothing but the request that caused them, and leak nothing
--FILE--
<?php
const ROUNDS = 128;
require __DIR__ . '/../../tests/soak/fatal_errors.php';
?>
--EXPECTF--
fatal: deaths: 128
fatal: master descriptors after 64 and after 128: %d %d
fatal: manager descriptors after 64 and after 128: %d %d
fatal: master KB after 64 and after 128: %d %d
fatal: manager KB after 64 and after 128: %d %d
exception: deaths: 128
exception: master descriptors after 64 and after 128: %d %d
exception: manager descriptors after 64 and after 128: %d %d
exception: master KB after 64 and after 128: %d %d
exception: manager KB after 64 and after 128: %d %d
