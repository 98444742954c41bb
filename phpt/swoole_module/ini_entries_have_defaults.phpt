--TEST--
every ini entry is there, with its default and who may change it
--FILE--
<?php
foreach (ini_get_all('swoole') as $name => $entry) {
    echo $name, ' ', $entry['global_value'], ' ', $entry['access'] === INI_ALL ? 'anywhere' : 'php.ini', "\n";
}
var_dump(ini_set('swoole.display_errors', '0'), ini_get('swoole.display_errors'), @ini_set('swoole.use_shortname', '0'));
?>
--EXPECT--
swoole.blocking_detection Off php.ini
swoole.blocking_threshold 100000 php.ini
swoole.display_errors On anywhere
swoole.enable_fiber_mock Off anywhere
swoole.enable_library On anywhere
swoole.enable_preemptive_scheduler Off anywhere
swoole.http_require_host On anywhere
swoole.leak_detection Off php.ini
swoole.profile Off php.ini
swoole.socket_buffer_size 8388608 anywhere
swoole.use_shortname On php.ini
string(2) "On"
string(1) "0"
bool(false)
