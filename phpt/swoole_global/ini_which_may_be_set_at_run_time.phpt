--TEST--
which ini entries a script may set, and which only the configuration
--FILE--
<?php
foreach (ini_get_all('swoole') as $name => $entry) {
    echo $name, ' ', $entry['access'] === INI_SYSTEM ? 'system' : ($entry['access'] === INI_ALL ? 'all' : $entry['access']), "\n";
}
?>
--EXPECT--
swoole.blocking_detection system
swoole.blocking_threshold system
swoole.display_errors all
swoole.enable_fiber_mock all
swoole.enable_library all
swoole.enable_preemptive_scheduler all
swoole.http_require_host all
swoole.leak_detection system
swoole.profile system
swoole.socket_buffer_size all
swoole.use_shortname system
