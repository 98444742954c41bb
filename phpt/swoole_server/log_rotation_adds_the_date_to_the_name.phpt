--TEST--
log_rotation: the name of the file gets the month, day, hour or minute
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach ([SWOOLE_LOG_ROTATION_MONTHLY => 'Ym', SWOOLE_LOG_ROTATION_DAILY => 'Ymd', SWOOLE_LOG_ROTATION_HOURLY => 'YmdH',
    SWOOLE_LOG_ROTATION_EVERY_MINUTE => 'YmdHi'] as $rotation => $format) {
    $before = date($format);
    $t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS, ['log_level' => SWOOLE_LOG_INFO, 'log_rotation' => $rotation]));
    $t->signal(SIGUSR1);
    $t->waitStarts(2);
    wait_until(fn () => glob("$t->log.*"), 'a file with a suffix');
    [$file] = glob("$t->log.*");
    check(in_array($file, ["$t->log.$before", "$t->log." . date($format)], true), "name $file for $format");
    wait_until(fn () => str_contains(file_get_contents($file), 'reloading all workers'), 'the line');
    TestServer::end_all();
}
echo "done\n";
?>
--EXPECT--
done
