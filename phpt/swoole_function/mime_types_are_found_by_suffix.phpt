--TEST--
the type of a file is found by its suffix, in any case
--FILE--
<?php
foreach (['index.html', 'html', 'a/b.tar.PNG', 'style.css', 'data.json', 'README', 'x.unheard-of', 'a.xyz', ''] as $name) {
    echo "$name: ", swoole_mime_type_get($name), ' ', swoole_get_mime_type($name) === swoole_mime_type_get($name) ? '' : 'differs',
        json_encode(swoole_mime_type_exists($name)), "\n";
}
?>
--EXPECT--
index.html: text/html true
html: text/html true
a/b.tar.PNG: image/png true
style.css: text/css true
data.json: application/json true
README: application/octet-stream false
x.unheard-of: application/octet-stream false
a.xyz: application/octet-stream false
: application/octet-stream false
