--TEST--
ini entries are read from the configuration
--INI--
swoole.socket_buffer_size=123456
swoole.display_errors=Off
--FILE--
<?php
var_dump(ini_get('swoole.socket_buffer_size'), ini_get('swoole.display_errors'));
var_dump(ini_set('swoole.use_shortname', '0'), ini_set('swoole.socket_buffer_size', '654321'), ini_get('swoole.socket_buffer_size'));
?>
--EXPECT--
string(6) "123456"
string(0) ""
bool(false)
string(6) "123456"
string(6) "654321"
