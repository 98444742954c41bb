--TEST--
every place that tells the version tells the same one, of the 6.2 line
--FILE--
<?php
$version = phpversion('swoole');
var_dump(preg_match('/^6\.2\.\d+$/', $version));
var_dump(SWOOLE_VERSION === $version, swoole_version() === $version, (new ReflectionExtension('swoole'))->getVersion() === $version);
[$major, $minor, $release] = array_map(intval(...), explode('.', $version));
var_dump(SWOOLE_MAJOR_VERSION === $major, SWOOLE_MINOR_VERSION === $minor, SWOOLE_RELEASE_VERSION === $release);
var_dump(SWOOLE_VERSION_ID === $major * 10000 + $minor * 100 + $release, SWOOLE_EXTRA_VERSION);
?>
--EXPECT--
int(1)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
string(0) ""
