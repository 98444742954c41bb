--TEST--
the ini entries and their defaults
--FILE--
<?php
foreach ((new ReflectionExtension('swoole'))->getINIEntries() as $name => $value) {
    $entries[$name] = $value;
}
ksort($entries);
echo json_encode($entries, JSON_PRETTY_PRINT), "\n";
?>
--EXPECT--
{
    "swoole.blocking_detection": "Off",
    "swoole.blocking_threshold": "100000",
    "swoole.display_errors": "On",
    "swoole.enable_fiber_mock": "Off",
    "swoole.enable_library": "On",
    "swoole.enable_preemptive_scheduler": "Off",
    "swoole.http_require_host": "On",
    "swoole.leak_detection": "Off",
    "swoole.profile": "Off",
    "swoole.socket_buffer_size": "8388608",
    "swoole.use_shortname": "On"
}
