--TEST--
lines below the log level are not written; the default level is INFO
--FILE--
<?php
$file = tempnam(sys_get_temp_dir(), 'log');
swoole_async_set(['log_file' => $file]);
$levels = ['DEBUG' => SWOOLE_LOG_DEBUG, 'TRACE' => SWOOLE_LOG_TRACE, 'INFO' => SWOOLE_LOG_INFO, 'NOTICE' => SWOOLE_LOG_NOTICE, 'WARNING' => SWOOLE_LOG_WARNING, 'ERROR' => SWOOLE_LOG_ERROR];
$written = function () use ($file, $levels) {
    file_put_contents($file, '');
    foreach ($levels as $name => $level) {
        swoole_error_log($level, $name);
    }
    return implode(' ', array_map(fn ($line) => explode("\t", $line)[2], file($file, FILE_IGNORE_NEW_LINES)));
};
echo $written(), "\n";
foreach ([...$levels, 'NONE' => SWOOLE_LOG_NONE] as $name => $level) {
    swoole_async_set(['log_level' => $level]);
    echo "$name: ", $written(), "\n";
}
unlink($file);
?>
--EXPECT--
INFO NOTICE WARNING ERROR
DEBUG: DEBUG TRACE INFO NOTICE WARNING ERROR
TRACE: TRACE INFO NOTICE WARNING ERROR
INFO: INFO NOTICE WARNING ERROR
NOTICE: NOTICE WARNING ERROR
WARNING: WARNING ERROR
ERROR: ERROR
NONE: 
