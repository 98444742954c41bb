--TEST--
swoole_strerror() says what the system says of an errno
--FILE--
<?php
foreach ([0, 1, 2, 9, 11, 32, 104, 110, 111] as $errno) {
    var_dump(swoole_strerror($errno) === posix_strerror($errno) && swoole_strerror($errno, SWOOLE_STRERROR_SYSTEM) === posix_strerror($errno));
}
var_dump(swoole_strerror(2), swoole_strerror(11));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
string(25) "No such file or directory"
string(32) "Resource temporarily unavailable"
