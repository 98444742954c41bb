--TEST--
a script adds, changes and takes away types
--FILE--
<?php
var_dump(swoole_mime_type_add('mine', 'application/one'), swoole_mime_type_add('mine', 'application/two'));
echo swoole_mime_type_get('x.mine'), "\n";
swoole_mime_type_set('mine', 'application/three');
echo swoole_mime_type_get('x.mine'), ' ', json_encode(in_array('application/three', swoole_mime_type_list(), true)), "\n";
var_dump(swoole_mime_type_delete('mine'), swoole_mime_type_delete('mine'), swoole_mime_type_get('x.mine'));
?>
--EXPECT--
bool(true)
bool(false)
application/one
application/three true
bool(true)
bool(false)
string(24) "application/octet-stream"
