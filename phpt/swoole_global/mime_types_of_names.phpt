--TEST--
swoole_mime_type_get() goes by the suffix, in either case, and has a default
--FILE--
<?php
foreach (['page.html', 'PHOTO.JPG', 'style.css', 'no suffix', 'unknown.zzz'] as $name) {
    var_dump(swoole_mime_type_get($name));
}
var_dump(swoole_mime_type_exists('page.html'), swoole_mime_type_exists('html'), swoole_mime_type_exists('zzz'), swoole_get_mime_type('a.css'));
?>
--EXPECT--
string(9) "text/html"
string(10) "image/jpeg"
string(8) "text/css"
string(24) "application/octet-stream"
string(24) "application/octet-stream"
bool(true)
bool(true)
bool(false)
string(8) "text/css"
