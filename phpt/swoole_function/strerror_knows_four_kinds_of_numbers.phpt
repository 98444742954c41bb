--TEST--
swoole_strerror() explains errno, getaddrinfo, resolver and Swoole errors
--FILE--
<?php
echo swoole_strerror(2), "\n", swoole_strerror(99999), "\n";
echo swoole_strerror(-2, SWOOLE_STRERROR_GAI), "\n";
echo swoole_strerror(1, SWOOLE_STRERROR_DNS), "\n";
echo swoole_strerror(SWOOLE_ERROR_SESSION_NOT_EXIST, SWOOLE_STRERROR_SWOOLE), "\n";
echo swoole_strerror(SWOOLE_ERROR_SESSION_CLOSED), "\n", swoole_strerror(1, 9), "\n";
?>
--EXPECT--
No such file or directory
Unknown error 99999
Name or service not known
Unknown host
Session not exist
Session closed
Operation not permitted
