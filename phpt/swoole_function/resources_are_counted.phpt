--TEST--
swoole_get_vm_status() counts the resources that are open
--FILE--
<?php
$before = swoole_get_vm_status()['resource_num'];
$pipe = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
echo swoole_get_vm_status()['resource_num'] - $before, "\n";
?>
--EXPECT--
2
