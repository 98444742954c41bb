--TEST--
MIME types can be added once, set at any time, and deleted
--FILE--
<?php
var_dump(swoole_mime_type_add('zzz', 'a/b'), swoole_mime_type_add('zzz', 'a/c'), swoole_mime_type_get('x.zzz'));
var_dump(swoole_mime_type_set('zzz', 'a/d'), swoole_mime_type_get('x.zzz'), in_array('a/d', swoole_mime_type_list(), true));
var_dump(swoole_mime_type_delete('zzz'), swoole_mime_type_delete('zzz'), swoole_mime_type_exists('zzz'));
?>
--EXPECTF--
bool(true)
bool(false)
string(3) "a/b"
NULL
string(3) "a/d"
bool(true)
bool(true)
bool(false)
bool(false)
