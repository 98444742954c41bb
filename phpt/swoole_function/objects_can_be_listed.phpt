--TEST--
live objects are counted, listed and found by their number
--FILE--
<?php
$before = swoole_get_vm_status();
$object = new ArrayObject();
$after = swoole_get_vm_status();
var_dump($after['object_num'] - $before['object_num']);
var_dump(in_array($object, swoole_get_objects(), true), count(swoole_get_objects()) === $after['object_num']);
var_dump(swoole_get_object_by_handle(spl_object_id($object)) === $object);
$number = spl_object_id($object);
unset($object);
var_dump(swoole_get_object_by_handle($number), swoole_get_object_by_handle(-1), swoole_get_object_by_handle(0));
var_dump(swoole_get_objects());
?>
--EXPECT--
int(1)
bool(true)
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)
array(0) {
}
