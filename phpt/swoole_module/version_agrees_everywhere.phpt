--TEST--
the version is the same wherever it is asked for
--FILE--
<?php
var_dump(swoole_version() === phpversion('swoole'), SWOOLE_VERSION === swoole_version());
[$major, $minor, $release] = explode('.', swoole_version());
var_dump(SWOOLE_VERSION_ID === $major * 10000 + $minor * 100 + (int) $release);
var_dump([SWOOLE_MAJOR_VERSION, SWOOLE_MINOR_VERSION, SWOOLE_RELEASE_VERSION] === [(int) $major, (int) $minor, (int) $release]);
var_dump(version_compare(swoole_version(), '6.2.0', '>='), version_compare(swoole_version(), '6.3.0', '<'));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
