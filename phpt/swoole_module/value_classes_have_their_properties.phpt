--TEST--
the classes that only carry values have their properties and defaults, and can be copied
--FILE--
<?php
foreach (['Event', 'Packet', 'PipeMessage', 'StatusInfo', 'TaskResult'] as $name) {
    $class = "Swoole\\Server\\$name";
    echo $name, ' ', json_encode(new $class()), ' ', json_encode(unserialize(serialize(clone new $class())) == new $class()), "\n";
}
?>
--EXPECT--
Event {"reactor_id":0,"fd":0,"dispatch_time":0,"data":null} true
Packet {"server_socket":0,"server_port":0,"dispatch_time":0,"address":null,"port":0} true
PipeMessage {"source_worker_id":0,"worker_id":0,"dispatch_time":0,"data":null} true
StatusInfo {"worker_id":0,"worker_pid":0,"status":0,"exit_code":0,"signal":0} true
TaskResult {"task_id":0,"task_worker_id":0,"dispatch_time":0,"data":null} true
