--TEST--
hashes are the ones that scripts have stored, for both kinds and for bytes above 127
--FILE--
<?php
foreach (['', 'a', 'hello world', "\x00\xff\x80abc"] as $data) {
    echo swoole_hashcode($data), ' ', swoole_hashcode($data, 1), "\n";
}
var_dump(swoole_hashcode('a', 2), swoole_hashcode('a', -1));
?>
--EXPECT--
-9223372036854770427 0
-9223372036854598138 3392050242
-4569957541214041919 1045060183
-9223365087471311510 3926978745
bool(false)
bool(false)
